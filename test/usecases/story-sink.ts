import { expect } from '@jest/globals';
import type { Resync } from '../../src/usecases/live-feed/feed-sink.ts';
import type { FeedBatch } from '../../src/usecases/ports/live-feed.ts';
import { FakeSink } from '../support/fake-feed.ts';

/** A sink that knows what its reader was told to fetch anew: everything between two places. */
export class StorySink extends FakeSink {
  private readonly gaps: { after: number; upTo: number }[] = [];

  /** @param at where its reader begins. */
  constructor(
    room: number,
    private at: number,
  ) {
    super(room);
  }

  override offer(batch: FeedBatch): boolean {
    const taken = super.offer(batch);
    if (taken) this.at = batch.events.at(-1)?.position ?? this.at;
    return taken;
  }

  /** Told in the right place: something behind what he has was swept, and it goes on from ahead of that. */
  override lost(resync: Resync): void {
    super.lost(resync);
    expect(resync.reason).toBe('expired');
    expect(resync.oldest).toBeGreaterThan(this.at);
    expect(resync.newest).toBeGreaterThanOrEqual(resync.oldest);
    this.gaps.push({ after: this.at, upTo: resync.newest });
    this.at = resync.newest;
  }

  /** Whether the reader was told that this is gone. */
  excuses(position: number): boolean {
    return this.gaps.some(({ after, upTo }) => position > after && position <= upTo);
  }
}
