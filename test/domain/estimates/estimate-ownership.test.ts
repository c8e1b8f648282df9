import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Estimate } from '../../../src/domain/estimates/estimate.ts';
import type { Actor, Role } from '../../../src/domain/shared/actor.ts';
import { anItem } from '../builders.ts';
import { act, details, refusalOf, stateOf } from './estimate-acts.ts';
import { ACTIONS, COLLEAGUE, casesOf, HOME, ME } from './estimate-cases.ts';

/** Of the same project, so that nothing but the owner stands between him and the estimate. */
const colleague: Actor = { id: COLLEAGUE, role: 'foreman' };

describe("another foreman's estimate", () => {
  // «give to a colleague» is what it looks like when he names himself as its foreman.
  it.each(ACTIONS)('refuses %s to a foreman, whatever its status', (action) => {
    fc.assert(
      fc.property(details, (detail) => {
        for (const one of casesOf(action)) {
          const before = stateOf(one, detail);
          const estimate = new Estimate(17, before);

          const refusal = refusalOf(() => act(estimate, one, colleague, detail));

          expect({ ...one, refusal }).toEqual({ ...one, refusal: expect.any(String) });
          expect(estimate.state).toEqual(before);
        }
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

describe('a new estimate', () => {
  const now = new Date('2026-03-02T08:00:00Z');
  const draft = { number: 'Смета-1', foremanId: ME, creatorId: ME, comment: 'срочно', items: [anItem()] };
  const start = (actor: Actor, foremanIds: number[]) => Estimate.draft(draft, { id: HOME, foremanIds }, actor, now);

  it.each<[Role, number, boolean, string | null]>([
    ['foreman', ME, true, null],
    ['foreman', ME, false, 'not_assigned'],
    ['foreman', COLLEAGUE, true, 'forbidden'],
    ['foreman', COLLEAGUE, false, 'forbidden'],
    ['manager', 100, true, null],
    ['manager', 100, false, 'not_assigned'],
    ['admin', 101, true, null],
    ['admin', 101, false, 'not_assigned'],
  ])('made by %s %i for foreman 7, assigned: %s, is refused with %s', (role, id, assigned, code) => {
    expect(refusalOf(() => start({ id, role }, assigned ? [COLLEAGUE, ME] : [COLLEAGUE]))).toBe(code);
  });

  it('is a draft of version 1 and holds what was asked for and nothing more', () => {
    const withMore = { ...draft, version: 9, status: 'approved' };

    const state = Estimate.draft(withMore, { id: HOME, foremanIds: [ME] }, { id: ME, role: 'foreman' }, now);

    const born = { status: 'draft', rejectionReason: null, version: 1, createdAt: now, updatedAt: now };
    expect(state).toEqual({ ...draft, projectId: HOME, ...born });
  });
});
