import { PROGRAM } from '../audience/audience.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import type { Session } from './session.ts';
import type { User } from './user.ts';

/** For the instances themselves and for the record; no stream shows these to anybody. */
export type PeopleEvent =
  | DomainEvent<'user.created' | 'user.updated' | 'user.deleted', User>
  | DomainEvent<'session.opened' | 'session.changed' | 'session.revoked' | 'session.deleted', Session>;

export function userEvents(before: User | null, after: User | null): PeopleEvent[] {
  if (after === null) return before === null ? [] : [{ type: 'user.deleted', snapshot: before, audience: [PROGRAM] }];
  return [{ type: before === null ? 'user.created' : 'user.updated', snapshot: after, audience: [PROGRAM] }];
}

export function sessionEvents(before: Session | null, after: Session | null): PeopleEvent[] {
  if (after === null)
    return before === null ? [] : [{ type: 'session.deleted', snapshot: before, audience: [PROGRAM] }];
  if (before === null) return [{ type: 'session.opened', snapshot: after, audience: [PROGRAM] }];
  const type = after.revokedAt === null ? 'session.changed' : 'session.revoked';
  return [{ type, snapshot: after, audience: [PROGRAM] }];
}
