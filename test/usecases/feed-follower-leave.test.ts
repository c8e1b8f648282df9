import { describe, expect, it } from '@jest/globals';
import { anEvent, FakeSink } from '../support/fake-feed.ts';
import { aFollower, gate, quiet } from './a-follower.ts';

describe('a feed follower that left', () => {
  it('is given nothing live any more', async () => {
    const { feed, follower, sink } = aFollower({});
    follower.start();
    await quiet();

    follower.leave();
    follower.leave();
    feed.publish(anEvent(4));

    expect(sink.positions).toEqual([1, 2, 3]);
    expect(feed.listeners.size).toBe(0);
  });

  it('gives nothing of what it was reading', async () => {
    const { passed, open } = gate();
    const { follower, sink, log } = aFollower({ turn: () => passed });
    follower.start();
    await quiet();

    follower.leave();
    open();
    await quiet();

    expect(sink.batches).toEqual([]);
    expect(log.reads).toHaveLength(1);
  });

  it('stops where the sink is closed while it waits for room', async () => {
    const sink = new FakeSink(1);
    const { feed, follower, log } = aFollower({ sink });
    follower.start();
    await quiet();

    feed.publish(anEvent(4));
    sink.close();
    await quiet();

    expect(sink.positions).toEqual([1, 2, 3]);
    expect(log.reads).toHaveLength(1);
  });
});
