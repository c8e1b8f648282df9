import fc from 'fast-check';
import type { Estimate, EstimateState } from '../../../src/domain/estimates/estimate.ts';
import type { Actor } from '../../../src/domain/shared/actor.ts';
import { DomainError } from '../../../src/domain/shared/domain-error.ts';
import { anItem } from '../builders.ts';
import { type Action, type Case, COLLEAGUE, ELSEWHERE, HOME, ME, STRANGER } from './estimate-cases.ts';

/** What no rule asks for. */
export const details = fc.record({
  version: fc.integer({ min: 1, max: 1_000_000 }),
  now: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
  text: fc.string({ maxLength: 20 }),
  officeId: fc.integer({ min: 100, max: 10_000 }),
});
export type Details = { version: number; now: Date; text: string; officeId: number };

const LONG_AGO = new Date('2020-01-01T00:00:00Z');

export function stateOf({ status, empty }: Case, { version, officeId }: Details): EstimateState {
  return {
    number: 'Смета-1',
    projectId: HOME,
    foremanId: ME,
    creatorId: officeId,
    status,
    comment: 'как было',
    rejectionReason: status === 'rejected' ? 'дорого' : null,
    items: empty ? [] : [anItem()],
    version,
    createdAt: LONG_AGO,
    updatedAt: LONG_AGO,
  };
}

export function act(estimate: Estimate, { action, assigned }: Case, actor: Actor, { now, text }: Details): void {
  const home = { id: HOME, foremanIds: assigned ? [ME, COLLEAGUE] : [COLLEAGUE] };
  const elsewhere = (foremanId: number) => ({ id: ELSEWHERE, foremanIds: [foremanId] });
  const acts: Record<Action, () => void> = {
    change: () => estimate.change({ comment: text }, home, actor, now),
    'give to a colleague': () => estimate.change({ foremanId: COLLEAGUE }, home, actor, now),
    'give to a stranger': () => estimate.change({ foremanId: STRANGER }, home, actor, now),
    'carry to a project of his': () => estimate.change({ projectId: ELSEWHERE }, elsewhere(ME), actor, now),
    'carry to a project of others': () => estimate.change({ projectId: ELSEWHERE }, elsewhere(STRANGER), actor, now),
    submit: () => estimate.submit(home, actor, now),
    approve: () => estimate.approve(actor, now),
    reject: () => estimate.reject(text, actor, now),
    delete: () => estimate.requireDeletable(home, actor),
  };
  acts[action]();
}

/** The code of the refusal, or null where there is none. */
export function refusalOf(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}
