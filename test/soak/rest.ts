import { setTimeout as delay } from 'node:timers/promises';

/** Resolves after so many milliseconds, or when it is over. */
export async function rest(ms: number, over: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal: over }).catch(() => undefined); // woken early
}
