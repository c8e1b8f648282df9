import { describe, expect, it } from '@jest/globals';
import { estimateEvents } from '../../../src/domain/estimates/estimate-events.ts';
import { anEstimate } from '../builders.ts';

const IVAN = 7;
const PYOTR = 8;
const office = ['role:manager', 'role:admin'];

describe('the events of an estimate', () => {
  it('are one «created» when it comes', () => {
    const after = anEstimate();

    expect(estimateEvents(null, after)).toEqual([
      { type: 'estimate.created', snapshot: after, audience: [...office, 'user:7'] },
    ]);
  });

  it('are one «deleted» when it goes, showing it as it last was', () => {
    const before = anEstimate({ version: 5, foremanId: PYOTR });

    expect(estimateEvents(before, null)).toEqual([
      { type: 'estimate.deleted', snapshot: before, audience: [...office, 'user:8'] },
    ]);
  });

  it('are none when it came and went at once', () => {
    expect(estimateEvents(null, null)).toEqual([]);
  });

  it('are one «updated» when it changes, showing it as it is now', () => {
    const after = anEstimate({ version: 2, comment: 'срочно' });

    expect(estimateEvents(anEstimate(), after)).toEqual([
      { type: 'estimate.updated', snapshot: after, audience: [...office, 'user:7'], reason: null },
    ]);
  });

  it('are one «updated» also when the change is no difference: the row was touched', () => {
    const events = estimateEvents(anEstimate(), anEstimate());

    expect(events.map(({ type }) => type)).toEqual(['estimate.updated']);
  });

  it('tell the foreman who gets it by «updated», and the one who loses it by «unassigned» alone', () => {
    const after = anEstimate({ foremanId: PYOTR });

    expect(estimateEvents(anEstimate({ foremanId: IVAN }), after)).toEqual([
      { type: 'estimate.updated', snapshot: after, audience: [...office, 'user:8'], reason: null },
      { type: 'estimate.unassigned', snapshot: after, audience: ['user:7'] },
    ]);
  });

  it('keep why it was rejected with the rejection', () => {
    const [rejection] = estimateEvents(
      anEstimate({ status: 'submitted' }),
      anEstimate({ status: 'rejected', rejectionReason: 'дорого' }),
    );

    expect(rejection?.reason).toBe('дорого');
  });

  it('do not repeat that reason when a rejected estimate is changed', () => {
    const rejected = anEstimate({ status: 'rejected', rejectionReason: 'дорого' });

    expect(estimateEvents(rejected, { ...rejected, comment: 'дешевле' })[0]?.reason).toBeNull();
  });
});
