import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import type { Reader } from './reader.ts';
import { rest } from './rest.ts';

/** In milliseconds, at most. */
const STAYS_MS = 6_000;
const AWAY_MS = 1_500;
const PAUSES_MS = 3_000;
/** For the last events to arrive, at the end. */
const LAST_MS = 60_000;
const AGAIN_MS = 50;

/** Comes and goes, and sometimes stops reading for a while, until it is over. */
export async function readOn(reader: Reader, random: Random, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    const leave = new AbortController();
    const either = AbortSignal.any([over, leave.signal]);
    const listening = reader.listen(either);
    const whims = liveThrough(reader, random, either).then(() => leave.abort());
    await listening;
    leave.abort();
    await whims;
    await rest(random.chance(0.5) ? random.below(AWAY_MS) : AGAIN_MS, over);
  }
}

async function liveThrough(reader: Reader, random: Random, over: AbortSignal): Promise<void> {
  await rest(random.below(STAYS_MS), over);
  if (random.chance(0.5)) {
    reader.pause();
    await rest(random.below(PAUSES_MS), over);
    reader.resume();
  }
  if (random.chance(0.3)) return; // at once, perhaps with much on its way
  await rest(random.below(STAYS_MS), over);
}

/** Listens until everything up to `head` was heard, or in vain. */
export async function readUpTo(head: number, reader: Reader): Promise<void> {
  const enough = AbortSignal.timeout(LAST_MS);
  while (reader.position < head && !enough.aborted) {
    const leave = new AbortController();
    const listening = reader.listen(AbortSignal.any([enough, leave.signal]));
    while (reader.position < head && !enough.aborted) await delay(AGAIN_MS);
    leave.abort();
    await listening;
  }
}
