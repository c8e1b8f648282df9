import type { Actor } from '../shared/actor.ts';
import type { AudienceKey } from '../shared/domain-event.ts';

/** Everybody who sees all projects and estimates. */
const OFFICE: readonly AudienceKey[] = ['role:manager', 'role:admin'];

/** What concerns the instances of the program and no person's screen. */
export const PROGRAM: AudienceKey = 'program';

/** The one policy of who sees an event of estimates and projects: the office always, foremen those that are theirs. */
export function officeAnd(foremanIds: Iterable<number>): AudienceKey[] {
  return [...OFFICE, ...personally(foremanIds)];
}

/** What only these people are told. */
export function personally(userIds: Iterable<number>): AudienceKey[] {
  return [...new Set(userIds)].map(personalKeyOf);
}

export function personalKeyOf(userId: number): AudienceKey {
  return `user:${userId}`;
}

/** Both sides of a dialog: its guest, and the office. */
export function dialogKeyOf(dialogId: number): AudienceKey {
  return `dialog:${dialogId}`;
}

/** Who hears what is said in a dialog: those who have it open, and the instances, for the trail that it leaves. */
export function bothSidesOf(dialogId: number): AudienceKey[] {
  return [dialogKeyOf(dialogId), PROGRAM];
}

/**
 * The key under which an actor hears of estimates and projects. One is enough, and it is what keeps a foreman who
 * became a manager from hearing a thing twice.
 */
export function audienceKeyOf(actor: Actor): AudienceKey {
  return actor.role === 'foreman' ? personalKeyOf(actor.id) : `role:${actor.role}`;
}
