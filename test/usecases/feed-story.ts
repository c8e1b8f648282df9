import { expect } from '@jest/globals';
import fc, { type Scheduler } from 'fast-check';
import type { Actor } from '../../src/domain/shared/actor.ts';
import { FeedFollower, type HoldBound } from '../../src/usecases/live-feed/feed-follower.ts';
import type { FeedEvent } from '../../src/usecases/ports/live-feed.ts';
import { anEvent, FakeFeed, FakeLog, FakeSink, roleSource } from '../support/fake-feed.ts';

const reader: Actor = { id: 7, role: 'foreman' };

/** `gap` to the position before; `mine`: whether the reader may see it; `size` of its data. */
interface Part {
  readonly gap: number;
  readonly mine: boolean;
  readonly size: number;
}
export interface Story {
  /** Over before he comes. */
  readonly history: Part[];
  /** What is being handed out while he comes, and whether he still gets that. */
  readonly underWay: Part[];
  readonly stillGiven: boolean;
  readonly batches: Part[][];
  /** How much the reader takes at a time, before he takes all that there is. */
  readonly takes: number[];
  readonly room: number;
  readonly bound: HoldBound;
  /** Where he begins, as a part of the log: also beyond what this instance has handed out. */
  readonly startsAt: number;
}

const part = fc.record({ gap: fc.integer({ min: 1, max: 3 }), mine: fc.boolean(), size: fc.nat(50) });
export const story: fc.Arbitrary<Story> = fc.record({
  history: fc.array(part, { maxLength: 260, size: 'max' }),
  underWay: fc.array(part, { maxLength: 20 }),
  stillGiven: fc.boolean(),
  batches: fc.array(fc.array(part, { minLength: 1, maxLength: 40, size: 'max' }), { maxLength: 12 }),
  takes: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 20 }),
  room: fc.integer({ min: 1, max: 120 }),
  bound: fc.record({ events: fc.integer({ min: 1, max: 80 }), size: fc.integer({ min: 0, max: 2_000 }) }),
  startsAt: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** One story, played: a follower between a feed, a slow log and a slow reader. Checks at each step what must always hold. */
export class Performance {
  readonly feed = new FakeFeed();
  readonly sink: FakeSink;
  readonly start: number;
  /** The positions that the reader must get. */
  readonly expected: number[];
  private readonly follower: FeedFollower;
  private readonly underWay: FeedEvent[];
  private readonly live: FeedEvent[][];
  private last = 0;
  private lastComplete: number;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly told: Story,
  ) {
    const history = this.eventsOf(told.history);
    this.feed.startAt(this.last);
    this.underWay = this.eventsOf(told.underWay);
    this.live = told.batches.map((batch) => this.eventsOf(batch));
    const all = [...history, ...this.underWay, ...this.live.flat()];
    this.start = all[Math.floor(told.startsAt * all.length)]?.position ?? 0;
    this.expected = all.filter(isMine).flatMap(({ position }) => (position > this.start ? [position] : []));
    const log = new FakeLog(all, () => scheduler.schedule(Promise.resolve(), 'read'));
    this.sink = new FakeSink(told.room);
    this.lastComplete = this.start;
    this.feed.handOut(this.underWay);
    this.follower = new FeedFollower(this.feed, roleSource(log, reader), this.start, this.sink, told.bound);
  }

  async play(): Promise<void> {
    const given = this.told.stillGiven ? this.underWay : [];
    this.scheduler.scheduleSequence([async () => this.follower.start()]);
    this.scheduler.scheduleSequence([
      ...this.steps(
        () => this.feed.give(given),
        () => this.feed.settle(),
      ),
      ...this.live.flatMap((events) => this.fanOut(events)),
    ]);
    this.scheduler.scheduleSequence(this.told.takes.flatMap((count) => this.steps(() => this.sink.take(count))));
    await this.scheduler.waitIdle();
    for (let quiet = 0; quiet < 3; quiet++) {
      const before = this.sink.batches.length;
      this.sink.take();
      await this.scheduler.waitIdle();
      if (this.sink.batches.length > before) quiet = 0;
    }
  }

  /** All is taken, so he is live: what comes now is given to him at once. */
  finale(): void {
    const events = this.eventsOf([{ gap: 1, mine: true, size: 0 }]);
    this.feed.publish(...events);
    this.expected.push(this.last);
  }

  /** Up to which position the stream says that it is complete: never back, and never beyond what was given. */
  complete(): number {
    const position = this.follower.complete();
    const given = this.sink.positions;
    const missing = this.expected.filter((mine, index) => mine <= position && given[index] !== mine);
    expect({ position, missing }).toEqual({ position, missing: [] });
    expect(position).toBeGreaterThanOrEqual(this.lastComplete);
    this.lastComplete = position;
    return position;
  }

  private fanOut(events: FeedEvent[]): (() => Promise<void>)[] {
    return this.steps(
      () => this.feed.handOut(events),
      () => this.feed.give(events),
      () => this.feed.settle(),
    );
  }

  private steps(...works: (() => void)[]): (() => Promise<void>)[] {
    return works.map((work) => async () => {
      work();
      this.complete();
      this.checkWhatIsKept();
    });
  }

  /** Looks for events in everything that the follower has of its own, whatever it is called. */
  private checkWhatIsKept(): void {
    const kept = new Set<FeedEvent>();
    const look = (thing: unknown) => {
      if (typeof thing !== 'object' || thing === null || thing === this.feed || thing === this.sink) return;
      if (thing instanceof FakeLog) return;
      if ('position' in thing && 'data' in thing) kept.add(thing as FeedEvent);
      else for (const part of 'forEach' in thing ? (thing as unknown[]) : Object.values(thing)) look(part);
    };
    look(this.follower);
    expect(kept.size).toBeLessThanOrEqual(this.told.bound.events);
    expect([...kept].reduce((size, { data }) => size + data.length, 0)).toBeLessThanOrEqual(this.told.bound.size);
  }

  private eventsOf(parts: readonly Part[]): FeedEvent[] {
    return parts.map(({ gap, mine, size }) => {
      this.last += gap;
      return anEvent(this.last, { audience: [mine ? 'user:7' : 'user:8'], data: '_'.repeat(size) });
    });
  }
}

function isMine({ audience }: FeedEvent): boolean {
  return audience.includes('user:7');
}
