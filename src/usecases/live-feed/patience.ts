import type { Outages } from '../ports/outages.ts';
import type { FeedSink } from './feed-sink.ts';

/** Between two tries, in milliseconds: half as much to one and a half, so that not all come back at once. */
const AGAIN_MS = 1_000;

/** Whoever waited for the answer is gone. */
export class NobodyWaits extends Error {}

/**
 * Asks again while the database is away, for as long as the reader is there: his stream stays open, and goes on where it
 * was. @throws {NobodyWaits} and whatever is no outage.
 */
export async function patiently<T>(ask: () => Promise<T>, outages: Outages, sink: FeedSink): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!outages.isOutage(error)) throw error;
      sink.delayed(error);
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS * (0.5 + Math.random())));
    if (!(await sink.emptied())) throw new NobodyWaits();
  }
}
