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
}

/** A refresh token as it is kept: never itself, only its SHA-256, hexadecimal. */
export interface RefreshToken {
  readonly hash: string;
  readonly session: Session;
  readonly user: User;
  readonly use: RefreshUse | null;
}

/** When a refresh token was exchanged for the next, and under which key. */
export interface RefreshUse {
  readonly at: Date;
  /** SHA-256 of the caller's key for repeats; null when he gave none. */
  readonly keyHash: string | null;
}

/** For so long a client whose answer was lost may ask again under the same key. */
const REPEAT_MS = 60_000;

/** Whether a second use is the repeat of the first by a client that did not get the answer. */
export function isRepeat(use: RefreshUse, keyHash: string | null, now: Date): boolean {
  return keyHash !== null && use.keyHash === keyHash && now.getTime() - use.at.getTime() <= REPEAT_MS;
}

/** Whether somebody may act in this session now. */
export function isLive(session: Session, user: User, now: Date): boolean {
  return session.revokedAt === null && session.expiresAt > now && user.active;
}
