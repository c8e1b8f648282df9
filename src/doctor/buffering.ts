/** What stops nearly every proxy from holding a stream back. */
export const NO_BUFFERING =
  'switch buffering off in the proxy (nginx: proxy_buffering off; proxy_http_version 1.1; see docs/troubleshooting.md)';

/** When something was sent, and when it came, on one clock in milliseconds. */
export interface Arrival {
  readonly sentAt: number;
  readonly cameAt: number;
}

/** Sent so far apart … */
const APART_MS = 1_000;
/** … and yet come so close together. */
const TOGETHER_MS = 100;

/** Whether things came in one lump that had not been sent in one. A way that is merely long keeps their distance. */
export function inOneLump(arrivals: readonly Arrival[]): boolean {
  return arrivals.some(({ sentAt, cameAt }, index) => {
    const next = arrivals[index + 1];
    return next && next.sentAt - sentAt >= APART_MS && next.cameAt - cameAt < TOGETHER_MS;
  });
}
