import { describe, expect, it } from '@jest/globals';
import { mayChange, mayJudge, maySubmit } from '../../../../src/interfaces/web/estimates/permitted.ts';
import { anEstimateWire } from './an-estimate-wire.ts';

const STATUSES = ['draft', 'submitted', 'approved', 'rejected'] as const;
const foreman = { role: 'foreman' } as const;
const manager = { role: 'manager' } as const;

const those = (may: (estimate: ReturnType<typeof anEstimateWire>) => boolean) =>
  STATUSES.filter((status_code) => may(anEstimateWire({ status_code })));

describe('what is offered', () => {
  it('to a foreman: to change and to submit what is with him', () => {
    expect(those((estimate) => mayChange(estimate, foreman))).toEqual(['draft', 'rejected']);
    expect(those(maySubmit)).toEqual(['draft', 'rejected']);
    expect(those((estimate) => mayJudge(estimate, foreman))).toEqual([]);
  });

  it('to the office: to change what is not approved, and to judge what was submitted', () => {
    expect(those((estimate) => mayChange(estimate, manager))).toEqual(['draft', 'submitted', 'rejected']);
    expect(those((estimate) => mayJudge(estimate, manager))).toEqual(['submitted']);
  });

  it('to nobody: to submit what has no line', () => {
    expect(maySubmit(anEstimateWire({ items: [] }))).toBe(false);
  });
});
