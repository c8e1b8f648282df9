import type { SessionId } from '../../domain/people/session.ts';
import type { UserId } from '../../domain/people/user.ts';

/** What an access token says: who, in which session, until when. */
export interface AccessClaims {
  readonly userId: UserId;
  readonly sessionId: SessionId;
  readonly expiresAt: Date;
}

/** Short-lived proofs of a session. The session itself is always checked in the database besides. */
export interface AccessTokens {
  /** `lifetimeMs` from `now`, rounded to whole seconds. */
  issue(userId: UserId, sessionId: SessionId, now: Date): { token: string; lifetimeMs: number };
  /** Null for anything that is not a good token of ours at `now`. */
  verify(token: string, now: Date): AccessClaims | null;
}
export const AccessTokens = Symbol('AccessTokens');
