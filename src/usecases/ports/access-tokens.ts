import type { SessionId } from '../../domain/people/session.ts';
import type { UserId } from '../../domain/people/user.ts';

/** What a token says: who, in which session, until when. */
export interface AccessClaims {
  readonly kind: TokenKind;
  readonly userId: UserId;
  readonly sessionId: SessionId;
  readonly expiresAt: Date;
}

/** `access` opens everything; a `ticket` opens streams and nothing else, and is what may stand in an address. */
export type TokenKind = 'access' | 'ticket';

/** `streams`: their opening alone. */
export type TokenUse = 'requests' | 'streams';

/** Short-lived proofs of a session. The session itself is always checked in the database besides. */
export interface AccessTokens {
  /** Good for `lifetimeMs` (whole seconds) from `now`. */
  issue(kind: TokenKind, userId: UserId, sessionId: SessionId, now: Date): { token: string; lifetimeMs: number };
  /** Null for anything that is not a token of ours that is good for this at `now`. */
  verify(use: TokenUse, token: string, now: Date): AccessClaims | null;
}
export const AccessTokens = Symbol('AccessTokens');
