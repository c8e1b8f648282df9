import { expect, jest } from '@jest/globals';
import fc, { type Scheduler } from 'fast-check';
import type { Actor } from '../../src/domain/shared/actor.ts';
import { FeedFollower } from '../../src/usecases/live-feed/feed-follower.ts';
import type { HoldBound } from '../../src/usecases/live-feed/held-batches.ts';
import { patiently } from '../../src/usecases/live-feed/patience.ts';
import type { FeedEvent } from '../../src/usecases/ports/live-feed.ts';
import { anEvent, FakeFeed, FakeLog, roleSource } from '../support/fake-feed.ts';
import { keptBy } from '../support/kept-events.ts';
import { Away, awayIsAnOutage } from './a-follower.ts';
import { StorySink } from './story-sink.ts';

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
  /** Of data in one page of the log. */
  readonly pageSize: number;
  /** For each sweep of old events, how much of what was handed out by then it takes. */
  readonly sweeps: number[];
  /** Which reads find the database away. */
  readonly outages: boolean[];
  /** Where he begins, as a part of the log: also beyond what this instance has handed out; below 0, at its beginning. */
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
  pageSize: fc.integer({ min: 1, max: 4_000 }),
  sweeps: fc.array(fc.double({ min: 0.3, max: 1, noNaN: true }), { maxLength: 6, size: 'max' }),
  outages: fc.array(fc.boolean(), { maxLength: 8 }),
  startsAt: fc.double({ min: -0.2, max: 1, noNaN: true }),
});

/** Longer than anybody waits between two tries, in milliseconds. */
const LATER_MS = 2_000;

/**
 * One story, played: a follower between a feed, a slow log, which is swept and is away at times, and a slow reader. Checks
 * at each step what must always hold. Needs fake timers.
 */
export class Performance {
  readonly feed = new FakeFeed();
  readonly sink: StorySink;
  readonly start: number;
  /** The positions that the reader must get. */
  readonly expected: number[];
  /** What did not hold on the way. */
  readonly faults: unknown[] = [];
  private readonly follower: FeedFollower;
  private readonly log: FakeLog;
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
    const outages = [...told.outages];
    this.log = new FakeLog(all, async () => {
      await scheduler.schedule(Promise.resolve(), 'read');
      if (outages.shift()) throw new Away();
    });
    this.log.pageSize = told.pageSize;
    this.sink = new StorySink(told.room, this.start);
    this.lastComplete = this.start;
    this.feed.handOut(this.underWay);
    const source = roleSource(this.log, reader);
    const patient = {
      ...source,
      read: (range: Parameters<typeof source.read>[0]) =>
        patiently(() => source.read(range), awayIsAnOutage, this.sink),
    };
    this.follower = new FeedFollower(this.feed, patient, this.start, this.sink, told.bound);
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
    this.scheduler.scheduleSequence(this.told.sweeps.flatMap((much) => this.steps(() => this.sweep(much))));
    await this.idle();
    for (let quiet = 0; quiet < 3; quiet++) {
      const before = this.sink.batches.length;
      this.sink.take();
      await this.idle();
      if (this.sink.batches.length > before) quiet = 0;
    }
  }

  /** What he must get, but for what he was told that it is gone. */
  get due(): number[] {
    const from = this.start === 0 ? this.log.beginning : 0;
    return this.expected.filter((position) => position > from && !this.sink.excuses(position));
  }

  /** Nothing is under way, and nobody waits for the database. */
  private async idle(): Promise<void> {
    let waiting: number;
    do {
      await this.scheduler.waitIdle();
      waiting = jest.getTimerCount();
      await jest.advanceTimersByTimeAsync(LATER_MS);
    } while (waiting > 0);
  }

  /** As the sweeper: never the newest. */
  private sweep(much: number): void {
    const shown = this.log.events.filter(({ position }) => position < this.feed.horizon);
    const upTo = shown[Math.floor(much * shown.length) - 1]?.position ?? 0;
    this.log.sweptTo = Math.max(this.log.sweptTo, upTo);
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
    const missing = this.due.filter((mine, index) => mine <= position && given[index] !== mine);
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

  /** What fails in one of them is kept: a scheduler goes on without the rest of its sequence, and without a word. */
  private steps(...works: (() => void)[]): (() => Promise<void>)[] {
    return works.map((work) => async () => {
      try {
        work();
        this.complete();
        this.checkWhatIsKept();
      } catch (error) {
        this.faults.push(error);
      }
    });
  }

  private checkWhatIsKept(): void {
    const { events, size } = keptBy(this.follower, [this.feed, this.sink, this.log]);
    expect(events).toBeLessThanOrEqual(this.told.bound.events);
    expect(size).toBeLessThanOrEqual(this.told.bound.size);
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
