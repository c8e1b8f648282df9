import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import type { ServerProcess } from './server-process.ts';

/** Between two of them, in milliseconds. */
const QUIET_MS = { least: 500, most: 4_000 };
const STANDS_STILL_MS = 2_000;
const AWAY_MS = 300;

export interface Disturbances {
  kills: number;
  restarts: number;
  pauses: number;
}

/** Each as often as it stands here; the first three of a run are one of each. */
const KINDS: readonly (keyof Disturbances)[] = ['kills', 'pauses', 'restarts', 'kills', 'kills', 'kills', 'pauses'];

/**
 * Kills the server, restarts it and lets it stand still, until it was up for `upMs` in all: how long it takes to start
 * differs from machine to machine. In the end it is up.
 */
export async function disturb(
  server: ServerProcess,
  random: Random,
  upMs: number,
  counts: Disturbances,
): Promise<void> {
  for (let n = 0, left = upMs; ; n++) {
    const quiet = Math.min(left, random.between(QUIET_MS.least, QUIET_MS.most));
    await delay(quiet);
    left -= quiet;
    if (left <= 0) return;
    const kind = (n < 3 ? KINDS[n] : random.pick(KINDS)) ?? 'kills';
    counts[kind]++;
    if (kind === 'pauses') await standStill();
    else await comeBack(kind === 'kills' ? 'SIGKILL' : 'SIGTERM');
  }

  async function standStill(): Promise<void> {
    server.signal('SIGSTOP');
    await delay(random.below(STANDS_STILL_MS));
    server.signal('SIGCONT');
  }

  async function comeBack(after: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    await server.end(after);
    await delay(random.below(AWAY_MS));
    await server.start();
  }
}
