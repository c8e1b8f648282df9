import { describe, expect, it } from '@jest/globals';
import { OpenChannelFeed } from '../../src/usecases/live-feed/open-channel-feed.ts';
import { aRelayed, FakeTail } from '../support/fake-channel-tail.ts';
import { FakeFeed, FakeSink } from '../support/fake-feed.ts';
import { gate, noOutages, quiet, roomy } from './a-follower.ts';

const NEWEST = 25;
/** Of crm the positions 11, 13 … 25, called `a` to `h`, `e` without an id; between them those of another channel. */
const NAMES = ['a', 'b', 'c', 'd', null, 'f', 'g', 'h'];

function aChannel({ turn, sink = new FakeSink() }: { turn?: () => Promise<void>; sink?: FakeSink } = {}) {
  const feed = new FakeFeed();
  feed.startAt(NEWEST);
  const kept = NAMES.flatMap((name, n) => [aRelayed(10 + 2 * n, name, 'notifications'), aRelayed(11 + 2 * n, name)]);
  const tail = new FakeTail(kept, turn);
  const useCase = new OpenChannelFeed(feed, tail, noOutages);
  const open = (lastEventId: string | null) => useCase.execute('crm', { lastEventId, sink, bound: roomy });
  const publish = (position: number, channel = 'crm') => {
    const event = aRelayed(position, `n${position}`, channel);
    tail.events.push(event);
    feed.publish(event);
  };
  return { feed, tail, sink, open, publish };
}

describe('opening the feed of a channel', () => {
  it('begins now for somebody who comes for the first time', async () => {
    const { tail, sink, open, publish } = aChannel();

    const { follower, gap } = await open(null);
    publish(26);
    follower.start();
    await quiet();
    publish(27);

    expect(gap).toBe(false);
    expect(sink.positions).toEqual([26, 27]);
    expect(tail.reads).toEqual([]);
  });

  it.each([
    ['a', [13, 15, 17, 19, 21, 23, 25, 26]],
    ['d', [19, 21, 23, 25, 26]],
    ['g', [25, 26]],
    ['h', [26]],
  ])('goes on behind %s, an id of the source that is kept', async (lastEventId, heard) => {
    const { sink, open, publish } = aChannel();

    const { follower, gap } = await open(lastEventId);
    publish(26);
    follower.start();
    await quiet();

    expect(gap).toBe(false);
    expect(sink.positions).toEqual(heard);
  });

  it('goes on behind the newest of several events that the source called the same', async () => {
    const { feed, tail, sink, open } = aChannel();
    tail.events.push(aRelayed(27, 'b'), aRelayed(29, 'z'));
    feed.startAt(29);

    const { follower } = await open('b');
    follower.start();
    await quiet();

    expect(sink.positions).toEqual([29]);
  });

  it.each(['x', '11', 'A', 'a ', '0'])(
    'gives all that is kept after %j, which is not, and says so',
    async (lastEventId) => {
      const { sink, open, publish } = aChannel();

      const { follower, gap } = await open(lastEventId);
      follower.start();
      await quiet();
      publish(26);

      expect(gap).toBe(true);
      expect(sink.positions).toEqual([11, 13, 15, 17, 19, 21, 23, 25, 26]);
    },
  );

  it('hears nothing of other channels, neither from the tail nor live', async () => {
    const { sink, open, publish } = aChannel();

    const { follower } = await open('f');
    publish(26, 'notifications');
    follower.start();
    await quiet();
    publish(27, 'notifications');
    publish(28);

    expect(sink.positions).toEqual([23, 25, 28]);
  });

  it('joins what comes while the tail is read, without a gap and without a double', async () => {
    const { passed, open: letRead } = gate();
    const { sink, open, publish } = aChannel({ turn: () => passed });

    const { follower } = await open('f');
    follower.start();
    await quiet();
    publish(26);
    publish(27);
    letRead();
    await quiet();
    publish(28);

    expect(sink.positions).toEqual([23, 25, 26, 27, 28]);
  });

  it('misses nothing that comes while the place of the id is looked up', async () => {
    const { tail, sink, open, publish } = aChannel();
    const lookUp = tail.positionAfter.bind(tail);
    tail.positionAfter = async (...asked) => {
      const found = await lookUp(...asked);
      publish(26);
      return found;
    };

    const { follower } = await open('g');
    follower.start();
    await quiet();

    expect(sink.positions).toEqual([25, 26]);
  });

  it('reads a long tail page by page, each when the one before was taken', async () => {
    const sink = new FakeSink(1);
    const { feed, tail, open } = aChannel({ sink });
    for (let position = 26; position <= 275; position++) tail.events.push(aRelayed(position, `n${position}`));
    feed.startAt(275);

    const { follower } = await open('h');
    follower.start();
    const pages: number[] = [];
    while (sink.positions.length < 250) {
      await quiet();
      pages.push(sink.positions.length);
      sink.take();
    }

    expect(pages).toEqual([100, 200, 250]);
    expect(sink.positions).toEqual(Array.from({ length: 250 }, (_, n) => 26 + n));
  });
});
