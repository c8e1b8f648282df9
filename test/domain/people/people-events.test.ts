import { describe, expect, it } from '@jest/globals';
import { sessionEvents, userEvents } from '../../../src/domain/people/people-events.ts';
import type { Session } from '../../../src/domain/people/session.ts';
import type { User } from '../../../src/domain/people/user.ts';

const user: User = { id: 7, email: 'ivan@demo.local', name: 'Иван', role: 'foreman', active: true };
const session: Session = { id: 's-1', userId: 7, expiresAt: new Date('2026-04-01T00:00:00Z'), revokedAt: null };
const revoked: Session = { ...session, revokedAt: new Date('2026-03-02T08:00:00Z') };

describe('the events of a person', () => {
  it.each<[string, User | null, User | null, User]>([
    ['user.created', null, user, user],
    ['user.updated', user, { ...user, active: false }, { ...user, active: false }],
    ['user.deleted', user, null, user],
  ])('are one «%s», for the program alone', (type, before, after, snapshot) => {
    expect(userEvents(before, after)).toEqual([{ type, snapshot, audience: ['program'] }]);
  });

  it('are none when he came and went at once', () => {
    expect(userEvents(null, null)).toEqual([]);
  });
});

describe('the events of a session', () => {
  it.each<[string, Session | null, Session | null, Session]>([
    ['session.opened', null, session, session],
    ['session.changed', session, { ...session, expiresAt: new Date(0) }, { ...session, expiresAt: new Date(0) }],
    ['session.revoked', session, revoked, revoked],
    ['session.deleted', revoked, null, revoked],
  ])('are one «%s», for the program alone', (type, before, after, snapshot) => {
    expect(sessionEvents(before, after)).toEqual([{ type, snapshot, audience: ['program'] }]);
  });

  it('are none when it came and went at once', () => {
    expect(sessionEvents(null, null)).toEqual([]);
  });
});
