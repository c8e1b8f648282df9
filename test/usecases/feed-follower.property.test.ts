import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Performance, story } from './feed-story.ts';

describe('a follower, however feed, log and reader come between each other', () => {
  it('gives each event of the reader beyond his start once and in order, and keeps no more than its bound', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), story, async (scheduler, told) => {
        const performance = new Performance(scheduler, told);

        await performance.play();
        performance.finale();

        const { sink, expected, start, feed } = performance;
        expect(sink.positions).toEqual(expected);
        expect(sink.failures).toEqual([]);
        expect(performance.complete()).toBe(Math.max(start, feed.settled));
      }),
      { numRuns: 200, endOnFailure: true }, // the story that failed is printed with its seed; to shrink it takes minutes
    );
  });
});
