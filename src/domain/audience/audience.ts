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
  return [...new Set(userIds)].map((id): AudienceKey => `user:${id}`);
}

/**
 * The key under which an actor hears of estimates and projects. One is enough, and it is what keeps a foreman who
 * became a manager from hearing a thing twice.
 */
export function audienceKeyOf(actor: Actor): AudienceKey {
  return actor.role === 'foreman' ? `user:${actor.id}` : `role:${actor.role}`;
}
