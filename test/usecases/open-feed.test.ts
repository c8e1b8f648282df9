import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../src/domain/shared/actor.ts';
import { OpenFeed } from '../../src/usecases/live-feed/open-feed.ts';
import type { LogPlace } from '../../src/usecases/ports/event-log.ts';
import { anEvent, FakeFeed, FakeLog, FakeSink } from '../support/fake-feed.ts';
import { noOutages, quiet, roomy } from './a-follower.ts';

const manager: Actor = { id: 2, role: 'manager' };
const OLDEST = 10;
const NEWEST = 14;

/** Keeps 10 to 14, like a log that was swept; what was before is expired, what is beyond unknown. */
class SweptLog extends FakeLog {
  constructor() {
    super([10, 11, 12, 13, 14].map((position) => anEvent(position)));
  }

  override async place(position: number): Promise<LogPlace> {
    const expired = position !== 0 && position < OLDEST - 1;
    return { standing: position > NEWEST ? 'unknown' : expired ? 'expired' : 'known', oldest: OLDEST, newest: NEWEST };
  }
}

/** @param horizon up to where this instance has handed out. */
function aLiveLog(horizon = NEWEST) {
  const feed = new FakeFeed();
  feed.startAt(horizon);
  const sink = new FakeSink();
  const useCase = new OpenFeed(feed, new SweptLog(), noOutages);
  const open = (lastEventId: string | null) => useCase.ofRole(manager, { lastEventId, sink, bound: roomy });
  return { feed, sink, open };
}

describe('opening a feed of the log', () => {
  it('begins now for somebody who comes for the first time', async () => {
    const { feed, sink, open } = aLiveLog();

    const { position, resync, follower } = await open(null);
    follower.start();
    await quiet();
    feed.publish(anEvent(15));

    expect({ position, resync }).toEqual({ position: NEWEST, resync: null });
    expect(sink.positions).toEqual([15]);
  });

  it('begins after what was committed before, also where this instance has not handed it out yet', async () => {
    const { feed, sink, open } = aLiveLog(12);

    const { position, follower } = await open(null);
    follower.start();
    await quiet();
    feed.publish(anEvent(13), anEvent(14), anEvent(15));

    expect(position).toBe(NEWEST);
    expect(sink.positions).toEqual([15]);
  });

  it.each([
    ['0', 0, [10, 11, 12, 13, 14, 15]],
    ['9', 9, [10, 11, 12, 13, 14, 15]],
    ['12', 12, [13, 14, 15]],
    ['14', 14, [15]],
  ])('goes on after %s, a position that it knows', async (lastEventId, position, heard) => {
    const { feed, sink, open } = aLiveLog();

    const opened = await open(lastEventId);
    feed.publish(anEvent(15));
    opened.follower.start();
    await quiet();

    expect({ position: opened.position, resync: opened.resync }).toEqual({ position, resync: null });
    expect(sink.positions).toEqual(heard);
  });

  it('goes on after a position that another instance gave out and this one has not yet', async () => {
    const { feed, sink, open } = aLiveLog(11);

    const { position, follower } = await open('13');
    follower.start();
    await quiet();
    feed.publish(anEvent(12), anEvent(13));
    feed.publish(anEvent(14));

    expect(position).toBe(13);
    expect(sink.positions).toEqual([14]);
  });

  const unknown = [
    '15',
    '99999999999999',
    '9'.repeat(30),
    'abc',
    '12a',
    '-1',
    '+1',
    '1.5',
    ' 12',
    '12 ',
    '١٢',
    '',
    '1e1',
  ];
  it.each([
    ...unknown.map((lastEventId) => ({ lastEventId, reason: 'unknown' })),
    { lastEventId: '1', reason: 'expired' },
    { lastEventId: '8', reason: 'expired' },
  ])('starts anew from now after $lastEventId: $reason', async ({ lastEventId, reason }) => {
    const { feed, sink, open } = aLiveLog();

    const { position, resync, follower } = await open(lastEventId);
    follower.start();
    await quiet();
    feed.publish(anEvent(15));

    expect({ position, resync }).toEqual({ position: NEWEST, resync: { reason, oldest: OLDEST, newest: NEWEST } });
    expect(sink.positions).toEqual([15]);
  });

  it.each([
    [12, NEWEST],
    [16, 16],
  ])('starts anew at the newest position that anybody knows (here up to %i)', async (horizon, position) => {
    const { open } = aLiveLog(horizon);

    expect((await open('nonsense')).position).toBe(position);
  });
});
