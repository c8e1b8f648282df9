import type { Outlet } from '../../../src/infrastructure/event-log/log-reader.ts';
import type { FeedEvent } from '../../../src/usecases/ports/live-feed.ts';

/** Keeps what it is given, and takes a turn of the event loop for it. */
export class RecordingOutlet implements Outlet {
  startedAt = -1;
  readonly batches: (readonly FeedEvent[])[] = [];
  atOnce = 0;
  private handing = 0;
  private waiting: (() => void)[] = [];

  startAt(position: number): void {
    this.startedAt = position;
  }

  async publish(events: readonly FeedEvent[]): Promise<void> {
    this.atOnce = Math.max(this.atOnce, ++this.handing);
    await new Promise(setImmediate);
    this.batches.push(events);
    this.handing--;
    for (const wake of this.waiting.splice(0)) wake();
  }

  readonly missedUpTo: number[] = [];

  async missed(upTo: number): Promise<void> {
    this.missedUpTo.push(upTo);
  }

  subjects(): number[] {
    return this.batches.flat().map(({ data }) => JSON.parse(data).project_id);
  }

  async heard(count: number): Promise<void> {
    while (this.batches.flat().length < count) await new Promise<void>((wake) => this.waiting.push(wake));
  }
}
