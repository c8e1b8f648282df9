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
 * what has been written since is a change of what that one made.
 */
export async function makeOnce<Body, Thing>(
  { key, sent }: Tries<Body>,
  body: Body,
  maker: Maker<Body, Thing>,
): Promise<Thing> {
  try {
    return await maker.create(body, key);
  } catch (error) {
    if (!isReused(error)) throw error;
    const made = await madeBefore(key, sent, maker);
    if (made === null) throw error;
    return maker.change(made, body);
  }
}

/** Under its key the server gives the answer once more to whoever asks for the same. */
async function madeBefore<Body, Thing>(
  key: string,
  sent: readonly Body[],
  maker: Maker<Body, Thing>,
): Promise<Thing | null> {
  for (const body of sent.toReversed()) {
    try {
      return await maker.create(body, key);
    } catch (error) {
      if (!isReused(error)) throw error;
    }
  }
  return null;
}

function isReused(error: unknown): boolean {
  return error instanceof Refusal && error.problem.code === 'idempotency_key_reused';
}
