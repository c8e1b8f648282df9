import type { ListWire } from '../../wire/list-wire.ts';
import type { Problem } from '../../wire/problem-wire.ts';
import { ANSWER_MS, newKey, type Session } from '../live/session.ts';

const NO_CONTENT = 204;

/** An answer of the server that is no success, in its own words (RFC 9457). */
export class Refusal extends Error {
  constructor(
    readonly problem: Problem,
    /** The body that was refused; null where there was none. */
    readonly asked: object | null,
  ) {
    super(problem.detail);
  }
}

/** Whether it was refused because somebody else has changed the thing meanwhile. */
export function isStale(error: unknown): boolean {
  return error instanceof Refusal && error.problem.status === 412;
}

/** Whether the thing is not there, or no longer to be seen. */
export function isGone(error: unknown): boolean {
  return error instanceof Refusal && error.problem.status === 404;
}

/** How a change is asked for. */
export interface Asked {
  readonly body?: object | null;
  /** The version that was seen: if somebody has changed the thing since, that is refused (412). */
  readonly version?: number;
  /** The same for each try to make one change: it is made once. Without it, each call is a change of its own. */
  readonly key?: string;
}

/** Calls the API as whoever is signed in. Rejects with a `Refusal`, or with what `fetch` does where nobody answers. */
export class Caller {
  constructor(private readonly session: Session) {}

  get<Answer>(path: string, query: Record<string, string | number | null | undefined> = {}): Promise<Answer> {
    const said = Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
    return this.call(`${path}${said.length > 0 ? `?${new URLSearchParams(said)}` : ''}`, {}, null);
  }

  /** Every part of a list. */
  async all<Thing>(path: string): Promise<Thing[]> {
    const things: Thing[] = [];
    let cursor: string | null = null;
    do {
      const part: ListWire<Thing> = await this.get(path, { limit: 200, cursor });
      things.push(...part.items);
      cursor = part.next_cursor;
    } while (cursor !== null);
    return things;
  }

  change<Answer>(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    { body = null, version, key = newKey() }: Asked,
  ): Promise<Answer> {
    const headers: Record<string, string> = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
    if (version !== undefined) headers['If-Match'] = `"${version}"`;
    return this.call(path, { method, headers, body: body && JSON.stringify(body) }, body);
  }

  private async call<Answer>(path: string, init: RequestInit, asked: object | null): Promise<Answer> {
    const response = await this.session.fetch(path, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
    const answer = response.status === NO_CONTENT ? null : await response.json();
    if (!response.ok) throw new Refusal(answer as Problem, asked);
    return answer as Answer;
  }
}
