import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Estimate, type EstimateState } from '../../../src/domain/estimates/estimate.ts';
import type { Actor } from '../../../src/domain/shared/actor.ts';
import { act, type Details, details, refusalOf, stateOf } from './estimate-acts.ts';
import { ACTIONS, type Action, brokenRules, type Case, COLLEAGUE, casesOf, ELSEWHERE, ME } from './estimate-cases.ts';

/** What the action leaves behind besides a new version, read off contract §3. */
function effectOf(action: Action, { text }: Details): Partial<EstimateState> {
  const effects: Partial<Record<Action, Partial<EstimateState>>> = {
    change: { comment: text },
    'give to a colleague': { foremanId: COLLEAGUE },
    'carry to a project of his': { projectId: ELSEWHERE },
    submit: { status: 'submitted', rejectionReason: null },
    approve: { status: 'approved' },
    reject: { status: 'rejected', rejectionReason: text },
  };
  return effects[action] ?? {};
}

function actorOf({ role }: Case, { officeId }: Details): Actor {
  return { id: role === 'foreman' ? ME : officeId, role };
}

describe('an estimate', () => {
  it.each(ACTIONS)('lets those %s who may, when they may, and nobody else', (action) => {
    fc.assert(
      fc.property(details, (detail) => {
        for (const one of casesOf(action)) {
          const estimate = new Estimate(17, stateOf(one, detail));
          const broken = brokenRules(one);
          const honest: (string | null)[] = broken.length === 0 ? [null] : broken;

          const refusal = refusalOf(() => act(estimate, one, actorOf(one, detail), detail));

          expect({ ...one, refusal, honest: honest.includes(refusal) }).toEqual({ ...one, refusal, honest: true });
        }
      }),
      { numRuns: 20 },
    );
  });

  it.each(ACTIONS)('is changed by %s in what it says and no more, and not at all by a refusal', (action) => {
    fc.assert(
      fc.property(details, (detail) => {
        for (const one of casesOf(action)) {
          const before = stateOf(one, detail);
          const estimate = new Estimate(17, before);

          const refusal = refusalOf(() => act(estimate, one, actorOf(one, detail), detail));

          const unchanged = refusal !== null || action === 'delete';
          const trace = { version: before.version + 1, updatedAt: detail.now };
          expect(estimate.state).toEqual(unchanged ? before : { ...before, ...effectOf(action, detail), ...trace });
        }
      }),
      { numRuns: 20 },
    );
  });
});
