/** How a stream is reached: where, and by which right. Rejects where nobody answers. */
export interface StreamSource {
  /** Opens the stream behind a position, or from now on (null). */
  open(after: number | null, signal: AbortSignal): Promise<Response>;
  /** Asks for what came after a position, where the stream does not get through (`GET /api/v1/events`). */
  poll(after: number, waitSeconds: number, signal: AbortSignal): Promise<Response>;
  /** Asks for a new right after a 401. False: whoever had it is signed out. */
  renew(): Promise<boolean>;
}

/** How a connection ended. */
export type Ending =
  /** The right to it is over. */
  | { readonly kind: 'unauthorized' }
  /** Cut, refused or ended; to be tried again, after `waitMs` if somebody named a time. */
  | { readonly kind: 'lost'; readonly waitMs: number | null }
  /** Something on the way holds back what comes. */
  | { readonly kind: 'late' };

export const LOST: Ending = { kind: 'lost', waitMs: null };

/** `setTimeout` does not wait at all where it is to wait longer. */
const LONGEST_MS = 2 ** 31 - 1;

/** Of an answer that is no stream. A time that is no time to wait is none: whoever is refused is not to come at once. */
export function endingOf(response: Response): Ending {
  if (response.status === 401) return { kind: 'unauthorized' };
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return { kind: 'lost', waitMs: seconds > 0 ? Math.min(seconds * 1000, LONGEST_MS) : null };
}
