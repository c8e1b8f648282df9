import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 10;
/** Shorter than a test may take: jest gives up on a test, but what the test does goes on, beside all that come after. */
const HANG_MS = 100_000;

/** Resolves with what `find` answers once that is true. For what tells nobody. @throws after a time that is hanging. */
export async function until<T>(find: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = performance.now() + HANG_MS;
  while (performance.now() < end) {
    const found = await find();
    if (found) return found;
    await delay(LOOK_MS);
  }
  throw new Error(`it did not come true in ${HANG_MS / 1000} s: ${find}`);
}
