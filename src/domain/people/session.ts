import type { User, UserId } from './user.ts';

export type SessionId = string;

/** One sign-in on one device. Every token names its session, and ends with it. */
export interface Session {
  readonly id: SessionId;
  readonly userId: UserId;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

export interface NewSession extends Omit<Session, 'revokedAt'> {
  readonly createdAt: Date;
  /** SHA-256 of the refresh token, hexadecimal: the token itself is kept nowhere. */
  readonly refreshHash: string;
}

/** Whether somebody may act in this session now. */
export function isLive(session: Session, user: User, now: Date): boolean {
  return session.revokedAt === null && session.expiresAt > now && user.active;
}
