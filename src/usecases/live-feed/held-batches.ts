import type { FeedBatch } from '../ports/live-feed.ts';

/** At most this much waits beside a replay; beyond, it is dropped and read from the log. */
export interface HoldBound {
  readonly events: number;
  /** Of data, in UTF-16 units. */
  readonly size: number;
}

/** What comes live while history is read. Beyond its bound nothing is kept: then it is read from the log as well. */
export class HeldBatches {
  readonly batches: FeedBatch[] = [];
  private events = 0;
  private size = 0;

  constructor(private readonly bound: HoldBound) {}

  add(batch: FeedBatch): void {
    this.events += batch.events.length;
    for (const event of batch.events) this.size += event.data.length;
    if (this.overflowed) this.batches.length = 0;
    else this.batches.push(batch);
  }

  get overflowed(): boolean {
    return this.events > this.bound.events || this.size > this.bound.size;
  }
}
