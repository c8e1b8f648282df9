import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 10;

/** Resolves with what `find` answers once that is true. For what tells nobody; hangs (until jest ends it) if it never is. */
export async function until<T>(find: () => T | Promise<T>): Promise<T> {
  for (;;) {
    const found = await find();
    if (found) return found;
    await delay(LOOK_MS);
  }
}
