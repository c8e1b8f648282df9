import { describe, expect, it } from '@jest/globals';
import { InMemoryBroker } from '../../../src/infrastructure/broker/in-memory-broker.ts';
import { keepsTheLiveFeedContract, RecordingListener } from '../../contracts/live-feed-contract.ts';
import { anEvent } from '../../support/fake-feed.ts';
import { recordedLogger } from '../../support/logs.ts';

function aBroker() {
  const { logger, lines } = recordedLogger();
  return { broker: new InMemoryBroker(logger), lines };
}

describe('InMemoryBroker', () => {
  keepsTheLiveFeedContract(() => {
    const { broker } = aBroker();
    return {
      feed: broker,
      startAt: (position) => broker.startAt(position),
      publish: (events) => broker.publish(events),
    };
  });

  it('says in the log why a listener was dropped, once', async () => {
    const { broker, lines } = aBroker();
    const broken = new RecordingListener(['role:manager'], 'role', () => {
      throw new Error('no such socket');
    });
    broker.join(broken);

    await broker.publish([anEvent(1)]);
    await broker.publish([anEvent(2)]);

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ err: { message: 'no such socket' } });
  });

  it.each([
    ['one audience', (_: number) => 'role:manager'],
    ['as many audiences', (n: number) => `user:${n}`],
  ])('lets others have their turn during a fan-out to 2,000 listeners of %s', async (_how, keyOf) => {
    const { broker } = aBroker();
    const keys = Array.from({ length: 2_000 }, (_, n) => keyOf(n));
    const listeners = keys.map((key) => new RecordingListener([key]));
    for (const listener of listeners) broker.join(listener);
    const served = () => listeners.filter(({ batches }) => batches.length > 0).length;

    const published = broker.publish([anEvent(1, { audience: [...new Set(keys)] })]);
    const turns: number[] = [];
    const takeTurn = () => {
      turns.push(served());
      if (served() < listeners.length) setImmediate(takeTurn);
    };
    setImmediate(takeTurn);
    await published;

    const slices = [0, ...turns, served()].map((count, index, all) => count - (all[index - 1] ?? 0));
    expect(served()).toBe(2_000);
    expect(turns.length).toBeGreaterThanOrEqual(4);
    expect(Math.max(...slices)).toBeLessThanOrEqual(512);
  });

  it('is still settled where it was while somebody waits for his turn', async () => {
    const { broker } = aBroker();
    for (let count = 0; count < 1_000; count++) broker.join(new RecordingListener(['role:manager']));
    broker.startAt(6);

    const published = broker.publish([anEvent(7)]);
    await new Promise(setImmediate);
    const midway = [broker.horizon, broker.settled];
    await published;

    expect(midway).toEqual([7, 6]);
    expect([broker.horizon, broker.settled]).toEqual([7, 7]);
  });

  it('lets a small fan-out through at once', () => {
    const { broker } = aBroker();
    const listener = new RecordingListener(['role:manager']);
    broker.join(listener);

    const published = broker.publish([anEvent(1)]);

    expect(listener.heard).toEqual([1]);
    return published;
  });

  it('tells everybody what can not be handed out any more, whoever fails at it', async () => {
    const { broker, lines } = aBroker();
    const listeners = [new RecordingListener(['role:manager']), new RecordingListener(['7'], 'dialog')];
    const seen: number[][] = [];
    broker.join({
      stream: 'system',
      keys: ['x'],
      receive: () => undefined,
      missed() {
        seen.push([broker.horizon, broker.settled]);
        throw new Error('no');
      },
    });
    for (const listener of listeners) broker.join(listener);
    broker.startAt(6);

    await broker.missed(9);
    await broker.missed(12);

    expect(listeners.map(({ misses }) => misses)).toEqual([2, 2]);
    expect(seen).toEqual([[9, 6]]); // and was dropped
    expect(lines).toMatchObject([{ msg: 'a listener of the live feed failed and was dropped' }]);
    expect([broker.horizon, broker.settled]).toEqual([12, 12]);
  });
});
