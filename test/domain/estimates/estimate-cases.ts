import type { EstimateStatus } from '../../../src/domain/estimates/estimate-snapshot.ts';
import type { Role } from '../../../src/domain/shared/actor.ts';

/** People and projects of the matrix: `ME` is the foreman who acts, or whose estimate the office acts upon. */
export const ME = 7;
export const COLLEAGUE = 8;
export const STRANGER = 9;
export const HOME = 3;
export const ELSEWHERE = 4;

export type Action =
  | 'change'
  | 'give to a colleague'
  | 'give to a stranger'
  | 'carry to a project of his'
  | 'carry to a project of others'
  | 'submit'
  | 'approve'
  | 'reject'
  | 'delete';

const CHANGES: readonly Action[] = [
  'change',
  'give to a colleague',
  'give to a stranger',
  'carry to a project of his',
  'carry to a project of others',
];
export const ACTIONS: readonly Action[] = [...CHANGES, 'submit', 'approve', 'reject', 'delete'];

/** Somebody does something to an estimate of foreman `ME` in project `HOME`. */
export interface Case {
  readonly action: Action;
  readonly role: Role;
  readonly status: EstimateStatus;
  /** Whether its foreman is assigned to its project. */
  readonly assigned: boolean;
  readonly empty: boolean;
}

export function casesOf(action: Action): Case[] {
  const roles = ['admin', 'manager', 'foreman'] as const;
  const statuses = ['draft', 'submitted', 'approved', 'rejected'] as const;
  return roles.flatMap((role) =>
    statuses.flatMap((status) =>
      [true, false].flatMap((assigned) => [true, false].map((empty) => ({ action, role, status, assigned, empty }))),
    ),
  );
}

/**
 * The codes of every rule of contract §3 that this breaks. Where it breaks several, any of them is an honest answer;
 * where none, it must succeed.
 */
export function brokenRules({ action, role, status, assigned, empty }: Case): string[] {
  const office = role !== 'foreman';
  const broken: string[] = [];
  const changing = CHANGES.includes(action) || action === 'delete';

  if (changing && office && status === 'approved') broken.push('estimate_locked');
  if (changing && !office && (status === 'submitted' || status === 'approved')) broken.push('estimate_locked');
  // Taken off his project he still reads; throwing away is taken for a change.
  const staysHome = !action.startsWith('carry') && !action.startsWith('give');
  if (!office && !assigned && staysHome && action !== 'approve' && action !== 'reject') broken.push('not_assigned');
  if (!office && action.startsWith('give')) broken.push('forbidden');
  if (action === 'give to a stranger' || action === 'carry to a project of others') broken.push('not_assigned');

  if (action === 'submit' && status !== 'draft' && status !== 'rejected') broken.push('invalid_transition');
  if (action === 'submit' && empty) broken.push('estimate_empty');
  if ((action === 'approve' || action === 'reject') && !office) broken.push('forbidden');
  if ((action === 'approve' || action === 'reject') && status !== 'submitted') broken.push('invalid_transition');
  return broken;
}
