import { describe, expect, it } from '@jest/globals';
import { FeedFollower } from '../../src/usecases/live-feed/feed-follower.ts';
import type { FeedEvent } from '../../src/usecases/ports/live-feed.ts';
import { anEvent, FakeFeed, FakeLog, FakeSink, roleSource } from '../support/fake-feed.ts';
import { manager, quiet, roomy } from './a-follower.ts';

/** A log whose reads are answered one by one, when the test says so. */
function slowLog(events: FeedEvent[]) {
  const waiting: ((error?: Error) => void)[] = [];
  const turn = () =>
    new Promise<void>((resolve, reject) => waiting.push((error) => (error ? reject(error) : resolve())));
  const log = new FakeLog(events, turn);
  /** Lets the oldest read go, or fail, and the follower do what it does then. */
  const answer = async (error?: Error) => {
    waiting.shift()?.(error);
    await quiet();
  };
  return { log, answer };
}

function eventsUpTo(last: number): FeedEvent[] {
  return Array.from({ length: last }, (_, index) => anEvent(index + 1));
}

describe('a feed follower', () => {
  it('hands the shared batch itself to the sink, live and out of what was held', async () => {
    const feed = new FakeFeed();
    const [first, second] = [new FakeSink(), new FakeSink()];
    const followers = [first, second].map(
      (sink) => new FeedFollower(feed, roleSource(new FakeLog(), manager), 0, sink, roomy),
    );
    const shared = { events: [anEvent(1), anEvent(2)] };
    for (const follower of followers) follower.receive(shared);
    for (const follower of followers) follower.start();
    await quiet();
    const live = { events: [anEvent(3)] };
    for (const follower of followers) follower.receive(live);

    for (const { batches } of [first, second]) {
      expect(batches).toHaveLength(2);
      expect(batches[0]).toBe(shared);
      expect(batches[1]).toBe(live);
    }
  });

  it('reads history in pages of a bounded size, each after the one before was taken', async () => {
    const feed = new FakeFeed();
    feed.startAt(250);
    const sink = new FakeSink(10);
    const log = new FakeLog(eventsUpTo(250));
    const follower = new FeedFollower(feed, roleSource(log, manager), 0, sink, roomy);

    follower.start();
    const pages: number[] = [];
    for (let page = 0; page < 3; page++) {
      await quiet();
      pages.push(sink.waiting);
      sink.take();
    }
    await quiet();

    expect(pages).toEqual([100, 100, 50]);
    expect(sink.positions).toEqual(eventsUpTo(250).map(({ position }) => position));
    expect(log.reads).toHaveLength(3);
  });

  it('is joined to the feed before it reads, so that nothing falls between', async () => {
    const feed = new FakeFeed();
    feed.startAt(3);
    const { log, answer } = slowLog(eventsUpTo(5));
    const sink = new FakeSink();
    const follower = new FeedFollower(feed, roleSource(log, manager), 1, sink, roomy);

    feed.publish(anEvent(4));
    follower.start();
    await quiet();
    feed.publish(anEvent(5));
    await answer();

    expect(log.reads).toEqual([{ after: 1, upTo: 3 }]);
    expect(sink.positions).toEqual([2, 3, 4, 5]);
  });

  it.each([
    ['events', { events: 3, size: 1_000_000 }],
    ['size', { events: 100, size: 4 * anEvent(1).data.length - 1 }],
  ])('drops what it holds beyond its bound of %s, and reads that from the log instead', async (_which, bound) => {
    const feed = new FakeFeed();
    feed.startAt(1);
    const { log, answer } = slowLog(eventsUpTo(5));
    const sink = new FakeSink();
    const follower = new FeedFollower(feed, roleSource(log, manager), 0, sink, bound);
    follower.start();
    await quiet();

    for (const event of eventsUpTo(5).slice(1)) feed.publish(event);
    await answer();
    await answer();
    feed.publish(anEvent(6));

    expect(log.reads).toEqual([
      { after: 0, upTo: 1 },
      { after: 1, upTo: 5 },
    ]);
    expect(sink.positions).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('holds as much as its bound without reading it again', async () => {
    const feed = new FakeFeed();
    feed.startAt(1);
    const { log, answer } = slowLog(eventsUpTo(4));
    const sink = new FakeSink();
    const follower = new FeedFollower(feed, roleSource(log, manager), 0, sink, { events: 3, size: 1_000 });
    follower.start();
    await quiet();

    feed.publish(anEvent(2), anEvent(3));
    feed.publish(anEvent(4));
    await answer();

    expect(log.reads).toHaveLength(1);
    expect(sink.positions).toEqual([1, 2, 3, 4]);
  });
});
