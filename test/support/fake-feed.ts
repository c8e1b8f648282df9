import { audienceKeyOf } from '../../src/domain/audience/audience.ts';
import type { Actor } from '../../src/domain/shared/actor.ts';
import { HistoryGone } from '../../src/domain/shared/history-gone.ts';
import type { FeedSink, FeedSource, Resync } from '../../src/usecases/live-feed/feed-sink.ts';
import type { EventLog, LogPlace, LogRange } from '../../src/usecases/ports/event-log.ts';
import type {
  FeedBatch,
  FeedEvent,
  FeedListener,
  FeedPage,
  FeedStream,
  LiveFeed,
} from '../../src/usecases/ports/live-feed.ts';

/** More than any test here needs; a follower that never gets on must not hang the tests. */
const MOST_TURNS = 2_000;

export function anEvent(position: number, differences: Partial<FeedEvent> = {}): FeedEvent {
  return {
    position,
    stream: 'role',
    type: 'estimate.updated',
    audience: ['role:manager'],
    data: `{"estimate_id":${position}}`,
    occurredAt: new Date(1_704_110_400_000 + position),
    ...differences,
  };
}

/** A live feed whose fan-out the test takes apart: handed out, given to the listeners, settled. */
export class FakeFeed implements LiveFeed {
  horizon = 0;
  settled = 0;
  readonly listeners = new Set<FeedListener>();

  startAt(position: number): void {
    this.horizon = position;
    this.settled = position;
  }

  join(listener: FeedListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  publish(...events: FeedEvent[]): void {
    this.handOut(events);
    this.give(events);
    this.settle();
  }

  handOut(events: readonly FeedEvent[]): void {
    this.horizon = events.at(-1)?.position ?? this.horizon;
  }

  give(events: readonly FeedEvent[]): void {
    for (const listener of [...this.listeners]) {
      const his = events.filter(({ audience }) => audience.some((key) => listener.keys.includes(key)));
      if (his.length > 0) listener.receive({ events: his });
    }
  }

  settle(): void {
    this.settled = this.horizon;
  }

  /** What is up to here did not come live. */
  miss(upTo: number, meanwhile: () => unknown): void {
    meanwhile();
    this.horizon = upTo;
    for (const listener of [...this.listeners]) listener.missed();
    this.settle();
  }
}

/** A log in memory. What it answers are copies, so that one can tell what came live from what was read. */
export class FakeLog implements EventLog {
  readonly reads: { after: number; upTo: number }[] = [];
  standing: LogPlace = { standing: 'known', oldest: 1, newest: 1 };
  readonly placesAsked: number[] = [];
  /** What is older was swept away. */
  sweptTo = 0;
  /** What somebody who read from 0 did not find any more, of what he asked for: there he begins. */
  beginning = 0;
  /** Of data in one page, but for a single event that is larger. */
  pageSize = Number.POSITIVE_INFINITY;

  /** @param turn resolves when a read may be answered. */
  constructor(
    readonly events: FeedEvent[] = [],
    private readonly turn: () => Promise<void> = async () => undefined,
  ) {}

  async place(position: number): Promise<LogPlace> {
    this.placesAsked.push(position);
    return this.standing;
  }

  read(reader: Actor, range: LogRange): Promise<FeedPage> {
    return this.readFor('role', audienceKeyOf(reader), range);
  }

  async readFor(stream: FeedStream, key: string, { after, upTo, limit }: LogRange): Promise<FeedPage> {
    this.reads.push({ after, upTo });
    if (this.reads.length > MOST_TURNS) throw new Error('the follower goes in circles');
    await this.turn();
    if (after === 0) this.beginning = Math.min(this.sweptTo, upTo);
    else if (after < this.sweptTo) throw new HistoryGone(this.sweptTo + 1);
    const found = this.events
      .filter((event) => event.stream === stream && event.audience.includes(key))
      .filter(({ position }) => position > Math.max(after, this.sweptTo) && position <= upTo);
    let size = 0;
    const page = found.filter(({ data }, nth) => {
      size += data.length;
      return nth < limit && (nth === 0 || size <= this.pageSize);
    });
    return { events: page.map((event) => ({ ...event })), more: found.length > page.length };
  }
}

/** What somebody of a role follows, in that log. */
export function roleSource(log: EventLog, reader: Actor): FeedSource {
  return { stream: 'role', keys: [audienceKeyOf(reader)], read: (range) => log.read(reader, range) };
}

/** A connection that takes `room` events before its reader must take them; without a bound he takes all at once. */
export class FakeSink implements FeedSink {
  readonly batches: FeedBatch[] = [];
  readonly failures: unknown[] = [];
  waiting = 0;
  private closed = false;
  private asked = 0;
  private readonly untilEmpty: ((open: boolean) => void)[] = [];

  constructor(private readonly room: number | null = null) {}

  get positions(): number[] {
    return this.batches.flatMap(({ events }) => events.map(({ position }) => position));
  }

  offer(batch: FeedBatch): boolean {
    if (this.room !== null) {
      if (this.waiting > 0 && this.waiting + batch.events.length > this.room) return false;
      this.waiting += batch.events.length;
    }
    this.batches.push(batch);
    return true;
  }

  emptied(): Promise<boolean> {
    if (++this.asked > MOST_TURNS) return Promise.reject(new Error('the follower goes in circles'));
    if (this.closed || this.waiting === 0) return Promise.resolve(!this.closed);
    return new Promise((resolve) => this.untilEmpty.push(resolve));
  }

  readonly delays: unknown[] = [];
  readonly losses: Resync[] = [];

  delayed(error: unknown): void {
    this.delays.push(error);
  }

  lost(resync: Resync): void {
    this.losses.push(resync);
  }

  failed(error: unknown): void {
    this.failures.push(error);
  }

  /** The reader takes some of what waits for him. */
  take(events = this.waiting): void {
    this.waiting -= Math.min(events, this.waiting);
    if (this.waiting === 0) this.wake();
  }

  close(): void {
    this.closed = true;
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.untilEmpty.splice(0)) resolve(!this.closed);
  }
}
