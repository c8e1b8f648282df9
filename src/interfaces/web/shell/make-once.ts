import { newKey } from '../live/session.ts';
import { Refusal } from './caller.ts';

/** What was tried of making one thing. */
export interface Tries<Body> {
  /** One for all of them: it is made once. */
  readonly key: string;
  /** What was sent, oldest first. */
  readonly sent: readonly Body[];
}

export interface Maker<Body, Thing> {
  create(body: Body, key: string): Promise<Thing>;
  /** Puts `body` in the place of what `made` says. */
  change(made: Thing, body: Body): Promise<Thing>;
}

export function noTries<Body>(): Tries<Body> {
  return { key: newKey(), sent: [] };
}

export function withTry<Body>({ key, sent }: Tries<Body>, body: Body): Tries<Body> {
  return { key, sent: [...sent, body] };
}

/**
 * Makes something new, once, however often it is tried. Where an earlier try did succeed and only its answer was lost,
 * the server gives that answer once more to whoever sends the same under the same key; what has been written since is
 * then a change of what was made.
 */
export async function makeOnce<Body, Thing>(
  { key, sent }: Tries<Body>,
  body: Body,
  maker: Maker<Body, Thing>,
): Promise<Thing> {
  let reused: unknown;
  for (const tried of [body, ...sent.toReversed()]) {
    try {
      const made = await maker.create(tried, key);
      return tried === body ? made : maker.change(made, body);
    } catch (error) {
      if (!isReused(error)) throw error;
      reused = error;
    }
  }
  throw reused;
}

function isReused(error: unknown): boolean {
  return error instanceof Refusal && error.problem.code === 'idempotency_key_reused';
}
