import { describe, expect, it } from '@jest/globals';
import { isLive } from '../../../src/domain/people/session.ts';
import { normalizeEmail, type User } from '../../../src/domain/people/user.ts';

const now = new Date('2026-03-02T08:00:00.000Z');
const later = new Date(now.getTime() + 1);
const user: User = { id: 7, email: 'ivan@demo.local', name: 'Иван', role: 'foreman', active: true };
const session = { id: 's-1', userId: 7, expiresAt: later, revokedAt: null };

describe('a session', () => {
  it.each([
    ['lives until it runs out', session, user, true],
    ['is over at the moment it runs out', { ...session, expiresAt: now }, user, false],
    ['is over once it is revoked', { ...session, revokedAt: now }, user, false],
    ['is over when its person is deactivated', session, { ...user, active: false }, false],
  ])('%s', (_promise, one, whose, live) => {
    expect(isLive(one, whose, now)).toBe(live);
  });
});

describe('normalizeEmail', () => {
  it('sees the same address through case and blanks around', () => {
    expect(normalizeEmail('  Ivan@Demo.LOCAL\n')).toBe('ivan@demo.local');
  });
});
