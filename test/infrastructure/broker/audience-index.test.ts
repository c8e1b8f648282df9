import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AudienceIndex } from '../../../src/infrastructure/broker/audience-index.ts';
import { RecordingListener } from '../../contracts/live-feed-contract.ts';
import { anEvent } from '../../support/fake-feed.ts';

describe('AudienceIndex', () => {
  it('counts listeners, and is empty again when all have left in whatever order', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.nat(1_000)), { maxLength: 30 }), (joining) => {
        const index = new AudienceIndex();
        const leaves = joining.map(([keys, order]) => ({ order, leave: index.join(new RecordingListener(keys)) }));
        const full = index.size;

        for (const { leave } of leaves.sort((one, other) => one.order - other.order)) {
          leave();
          leave();
        }

        expect(full).toBe(joining.length);
        expect(index.size).toBe(0);
        expect(index.route([anEvent(1, { audience: ['a', 'b', 'c'] })])).toEqual([]);
        expect(thingsIn(index)).toBe(0);
      }),
    );
  });

  it('routes by audience and not by listener', () => {
    const index = new AudienceIndex();
    for (let device = 0; device < 3; device++) index.join(new RecordingListener(['user:7']));
    for (let device = 0; device < 2; device++) index.join(new RecordingListener(['role:manager']));

    const audiences = index.route([anEvent(1, { audience: ['role:manager', 'role:admin', 'user:7'] })]);

    expect(audiences.map(({ listeners }) => listeners.size)).toEqual([2, 3]);
  });

  it('gives an audience that both keys of an event lead to that event once', () => {
    const index = new AudienceIndex();
    index.join(new RecordingListener(['a', 'b']));
    index.join(new RecordingListener(['b']));
    const [first, second] = [anEvent(1, { audience: ['a', 'b', 'a'] }), anEvent(2, { audience: ['b', 'a'] })];

    const audiences = index.route([first, second]);

    expect(audiences.map(({ pending }) => pending)).toEqual([
      [first, second],
      [first, second],
    ]);
  });

  it('keeps the streams apart, whatever their keys are called', () => {
    const index = new AudienceIndex();
    index.join(new RecordingListener(['7'], 'dialog'));
    index.join(new RecordingListener(['7'], 'targeted'));

    const audiences = index.route([anEvent(1, { stream: 'dialog', audience: ['7'] })]);

    expect(audiences.map(({ listeners }) => [...listeners].map(({ stream }) => stream))).toEqual([['dialog']]);
  });
});

/** What is left in the maps of an index, whatever they are called. */
function thingsIn(index: AudienceIndex): number {
  const maps = Object.values(index).filter((part) => part instanceof Map);
  expect(maps.length).toBeGreaterThan(0);
  return maps.reduce((things, map) => things + map.size, 0);
}
