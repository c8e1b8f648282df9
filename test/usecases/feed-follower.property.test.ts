import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { seedOf } from '../support/random.ts';
import { Performance, story } from './feed-story.ts';

/** `FEED_RUNS` for more. */
const RUNS = Number(process.env.FEED_RUNS ?? 200);
/** For one of them, on a busy machine. */
const STORY_MS = 150;

describe('a follower, however feed, log and reader come between each other', () => {
  beforeAll(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'] });
  });
  afterAll(() => {
    jest.useRealTimers();
  });

  it(
    'gives each event beyond his start once and in order, or says that it is gone, and keeps no more than its bound',
    async () => {
      const seed = seedOf('FEED_SEED');
      const met = { losses: 0, outages: 0 };
      await fc.assert(
        fc.asyncProperty(fc.scheduler(), story, async (scheduler, told) => {
          const performance = new Performance(scheduler, told);

          await performance.play();
          performance.finale();

          const { faults, sink, due, start, feed } = performance;
          expect(faults).toEqual([]);
          met.losses += sink.losses.length;
          met.outages += sink.delays.length;
          expect(sink.positions).toEqual(due);
          expect(sink.failures).toEqual([]);
          expect(sink.losses.length).toBeLessThanOrEqual(told.sweeps.length);
          expect(performance.complete()).toBe(Math.max(start, feed.settled));
        }),
        { seed: seed | 0, numRuns: RUNS, endOnFailure: true }, // to shrink the story that failed takes minutes
      );

      console.log(
        `seed ${seed}, ${RUNS} stories: ${met.losses} times something was swept before it was read, ${met.outages} outages`,
      );
      expect(Math.min(met.losses, met.outages)).toBeGreaterThan(0);
    },
    RUNS * STORY_MS,
  );
});
