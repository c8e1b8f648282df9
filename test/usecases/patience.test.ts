import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { OpenFeed } from '../../src/usecases/live-feed/open-feed.ts';
import { NobodyWaits, patiently } from '../../src/usecases/live-feed/patience.ts';
import { anEvent, FakeFeed, FakeLog, FakeSink } from '../support/fake-feed.ts';
import { Away, awayIsAnOutage, manager, roomy } from './a-follower.ts';

/** Longer than anybody waits between two tries, in milliseconds. */
const LATER_MS = 1_600;
const later = () => jest.advanceTimersByTimeAsync(LATER_MS);

/** A log whose database is away for the first `times` questions, whatever they are. */
class AwayLog extends FakeLog {
  private asked = 0;

  constructor(private readonly times: number) {
    super(
      [1, 2, 3].map((position) => anEvent(position)),
      () => this.answer(),
    );
  }

  override async place(position: number) {
    await this.answer();
    return super.place(position);
  }

  private async answer(): Promise<void> {
    if (++this.asked <= this.times) throw new Away();
  }
}

describe('a reader while the database is away', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('waits for his place and for his history, and then misses nothing', async () => {
    const feed = new FakeFeed();
    feed.startAt(3);
    const [sink, log] = [new FakeSink(), new AwayLog(2)];
    log.standing = { standing: 'known', oldest: 1, newest: 3 };
    const opening = new OpenFeed(feed, log, awayIsAnOutage).ofRole(manager, { lastEventId: '1', sink, bound: roomy });
    for (let tries = 0; tries < 2; tries++) await later();

    const { follower, resync } = await opening;
    follower.start();
    await later();
    feed.publish(anEvent(4));

    expect(resync).toBeNull();
    expect(sink.positions).toEqual([2, 3, 4]);
    expect(sink.delays).toEqual([new Away(), new Away()]);
    expect(sink.failures).toEqual([]);
  });

  it('is given what came meanwhile, once, when it answers again', async () => {
    const feed = new FakeFeed();
    feed.startAt(3);
    const [sink, log] = [new FakeSink(), new AwayLog(0)];
    const { follower } = await new OpenFeed(feed, log, {
      isOutage: (error) => error instanceof Away,
    }).ofRole(manager, { lastEventId: '0', sink, bound: roomy });
    jest.spyOn(log, 'read').mockRejectedValueOnce(new Away()).mockRejectedValueOnce(new Away());

    follower.start();
    await later();
    feed.publish(anEvent(4), anEvent(5));
    await later();

    expect(sink.positions).toEqual([1, 2, 3, 4, 5]);
    expect(sink.delays).toHaveLength(2);
  });

  it('is given up when nobody waits any more', async () => {
    const sink = new FakeSink();
    const asking = patiently(() => Promise.reject(new Away()), awayIsAnOutage, sink).catch((error: unknown) => error);
    await later();

    sink.close();
    await later();

    expect(await asking).toBeInstanceOf(NobodyWaits);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is told at once what is a mistake and no outage', async () => {
    const [sink, mistake] = [new FakeSink(), new Error('no such column')];

    await expect(patiently(() => Promise.reject(mistake), awayIsAnOutage, sink)).rejects.toBe(mistake);

    expect(sink.delays).toEqual([]);
  });
});
