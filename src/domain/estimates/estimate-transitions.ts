import { type Actor, seesEverything } from '../shared/actor.ts';
import { Forbidden } from '../shared/domain-error.ts';
import { EstimateLocked, InvalidTransition } from './estimate-errors.ts';
import type { EstimateStatus } from './estimate-snapshot.ts';

/** From which statuses an estimate may come into this one. */
const SOURCES: Record<EstimateStatus, readonly EstimateStatus[]> = {
  draft: [],
  submitted: ['draft', 'rejected'],
  approved: ['submitted'],
  rejected: ['submitted'],
};

export function requireTransition(from: EstimateStatus, to: EstimateStatus): void {
  if (!SOURCES[to].includes(from)) throw new InvalidTransition(from, to);
}

/** The office decides about prices; the foreman who made them does not. */
export function requireDecider(actor: Actor): void {
  if (!seesEverything(actor)) throw new Forbidden('Only managers and admins approve and reject estimates.');
}

/** A foreman's estimate is his until he submits it and again when it is rejected; the office's until it is approved. */
export function requireUnlocked(status: EstimateStatus, actor: Actor): void {
  const open = seesEverything(actor) ? status !== 'approved' : status === 'draft' || status === 'rejected';
  if (!open) throw new EstimateLocked(status);
}
