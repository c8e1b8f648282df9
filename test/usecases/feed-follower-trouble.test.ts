import { describe, expect, it } from '@jest/globals';
import type { FeedBatch } from '../../src/usecases/ports/live-feed.ts';
import { anEvent, FakeSink } from '../support/fake-feed.ts';
import { aFollower, gate, quiet } from './a-follower.ts';

describe('a feed follower in trouble', () => {
  it('tells the sink when the log can not be read', async () => {
    const away = new Error('the database is away');
    const { follower, sink } = aFollower({ turn: () => Promise.reject(away) });

    follower.start();
    await quiet();

    expect(sink.failures).toEqual([away]);
    expect(sink.batches).toEqual([]);
  });

  it('tells the sink when the log can not be read while it falls back', async () => {
    const away = new Error('the database is away');
    let broken = false;
    const sink = new FakeSink(1);
    const { feed, follower } = aFollower({ sink, turn: () => (broken ? Promise.reject(away) : Promise.resolve()) });
    follower.start();
    await quiet();

    broken = true;
    feed.publish(anEvent(4));
    sink.take();
    await quiet();
    feed.publish(anEvent(5));
    sink.take();
    await quiet();

    expect(sink.failures).toEqual([away]);
  });

  it.each([
    ['history', 0],
    ['what comes live', 1],
  ])('tells the sink what it threw itself at %s, and does not let the feed have it', async (_what, good) => {
    const broken = new Error('this connection is broken');
    class BrokenSink extends FakeSink {
      override offer(batch: FeedBatch): boolean {
        if (this.batches.length === good) throw broken;
        return super.offer(batch);
      }
    }
    const { feed, follower, sink } = aFollower({ sink: new BrokenSink() });
    follower.start();
    await quiet();

    feed.publish(anEvent(4));

    expect(sink.failures).toEqual([broken]);
    expect(sink.batches).toHaveLength(good);
  });

  it('loses nothing when something else filled the sink while the log was read', async () => {
    const { passed, open } = gate();
    let isFirst = true;
    const sink = new FakeSink(3);
    const { follower } = aFollower({
      sink,
      turn: () => {
        const wait = isFirst ? passed : Promise.resolve();
        isFirst = false;
        return wait;
      },
    });
    follower.start();
    await quiet();

    sink.waiting = 1; // a keepalive, say, written to a connection that was nearly full
    open();
    await quiet();
    sink.take();
    await quiet();

    expect(sink.positions).toEqual([1, 2, 3]);
  });

  it('is complete up to where the sink was given everything, and no further', async () => {
    const { passed, open } = gate();
    const sink = new FakeSink(1);
    const { feed, follower } = aFollower({ sink, turn: () => passed });

    const beforeStart = follower.complete();
    follower.start();
    await quiet();
    const whileReading = follower.complete();
    open();
    await quiet();
    const whileFull = follower.complete();
    feed.publish(anEvent(4));
    sink.take();
    await quiet();
    sink.take();
    await quiet();
    feed.publish(anEvent(9, { audience: ['user:8'] }));

    expect([beforeStart, whileReading, whileFull]).toEqual([0, 0, 3]);
    expect(sink.positions).toEqual([1, 2, 3, 4]);
    expect(follower.complete()).toBe(9);
  });
});
