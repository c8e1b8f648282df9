import { describe, expect, it } from '@jest/globals';
import { FeedFollower } from '../../src/usecases/live-feed/feed-follower.ts';
import { anEvent, FakeFeed, FakeLog, FakeSink, roleSource } from '../support/fake-feed.ts';
import { gate, manager, quiet, roomy } from './a-follower.ts';

/** 250 events are past, and somebody who takes a page at a time begins at 1. */
function aSlowReader(turn?: () => Promise<void>, startsAt = 1, sink = new FakeSink(10)) {
  const feed = new FakeFeed();
  feed.startAt(250);
  const log = new FakeLog(
    Array.from({ length: 250 }, (_, n) => anEvent(n + 1)),
    turn,
  );
  const follower = new FeedFollower(feed, roleSource(log, manager), startsAt, sink, roomy);
  follower.start();
  return { feed, log, sink, follower };
}
async function aLiveReader() {
  const reader = aSlowReader(undefined, 250, new FakeSink());
  await quiet();
  return reader;
}
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('a feed follower whose history is swept away while he reads it', () => {
  it('says so once, in its place, and goes on from the present', async () => {
    const { feed, log, sink, follower } = aSlowReader();
    await quiet();
    log.sweptTo = 180;
    sink.take();
    await quiet();

    feed.publish(anEvent(251));

    expect(sink.positions).toEqual([...upTo(2, 101), 251]);
    expect(sink.losses).toEqual([{ reason: 'expired', oldest: 181, newest: 250 }]);
    expect(sink.failures).toEqual([]);
    expect(follower.complete()).toBe(251);
  });

  it('says nothing where all that is gone was given to him already', async () => {
    const { log, sink } = aSlowReader();
    await quiet();
    log.sweptTo = 101;
    for (let page = 0; page < 2; page++) {
      sink.take();
      await quiet();
    }

    expect(sink.positions).toEqual(upTo(2, 250));
    expect(sink.losses).toEqual([]);
  });

  it('says nothing to somebody who begins before the oldest kept, wherever that is by then', async () => {
    const { passed, open } = gate();
    const { log, sink } = aSlowReader(() => passed, 0);
    await quiet();
    log.sweptTo = 180;
    open();
    await quiet();

    expect(sink.positions).toEqual(upTo(181, 250));
    expect(sink.losses).toEqual([]);
  });

  it('gives what came live meanwhile neither twice nor as if nothing was missing', async () => {
    const { passed, open } = gate();
    const { feed, log, sink } = aSlowReader(() => passed);
    await quiet();
    feed.publish(anEvent(251), anEvent(252)); // held
    log.sweptTo = 240;

    open();
    await quiet();
    feed.publish(anEvent(253));

    expect(sink.losses).toEqual([{ reason: 'expired', oldest: 241, newest: 252 }]);
    expect(sink.positions).toEqual([253]);
  });

  it('says it again only when it happens again', async () => {
    const { feed, log, sink } = aSlowReader();
    await quiet();
    log.sweptTo = 180;
    sink.take();
    await quiet();
    for (const position of upTo(251, 270)) feed.publish(anEvent(position)); // more than he has room for
    log.events.push(...upTo(251, 270).map((position) => anEvent(position)));
    log.sweptTo = 265;
    sink.take();
    await quiet();

    expect(sink.losses.map(({ newest }) => newest)).toEqual([250, 270]);
    expect(sink.positions).toEqual([...upTo(2, 101), ...upTo(251, 260)]);
  });

  it('is told by the feed what did not come live, and says so', async () => {
    const { feed, log, sink } = await aLiveReader();
    feed.publish(anEvent(251));

    feed.miss(300, () => {
      log.sweptTo = 290;
    });
    feed.publish(anEvent(301));
    await quiet();
    feed.publish(anEvent(302));

    expect(sink.losses).toEqual([{ reason: 'expired', oldest: 291, newest: 301 }]);
    expect(sink.positions.slice(-2)).toEqual([251, 302]);
  });

  it('reads what did not come live where his own history has it, and is told of no loss', async () => {
    const { feed, log, sink } = await aLiveReader();

    feed.miss(300, () => log.events.push(anEvent(270)));
    await quiet();
    feed.publish(anEvent(301));

    expect(sink.losses).toEqual([]);
    expect(sink.positions.slice(-2)).toEqual([270, 301]);
  });

  it('lost nothing by what was swept away long after the feed went by it', async () => {
    const { feed, log, sink } = await aLiveReader();
    for (const position of upTo(251, 400)) feed.publish(anEvent(position, { audience: ['user:9'] }));
    log.sweptTo = 390;
    log.events.push(anEvent(420));

    feed.miss(420, () => undefined);
    await quiet();

    expect(sink.losses).toEqual([]);
    expect(sink.positions.at(-1)).toBe(420);
  });
});
