import { createSecretKey, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { AccessClaims, AccessTokens, TokenKind, TokenUse } from '../../usecases/ports/access-tokens.ts';

const ALGORITHM = 'HS256';
const ISSUER = 'smeta-live';
const AUDIENCES: Record<TokenKind, string> = { access: 'smeta-live/api', ticket: 'smeta-live/streams' };
const GOOD_FOR: Record<TokenUse, [string, ...string[]]> = {
  requests: [AUDIENCES.access],
  streams: [AUDIENCES.access, AUDIENCES.ticket],
};
const TICKET_MS = 60_000;

const Payload = z.object({
  aud: z.string(),
  sub: z.string().regex(/^\d{1,9}$/),
  sid: z.uuid(),
  exp: z.number().int(),
});

/** JSON Web Tokens (RFC 7519), signed with one secret. Says nothing of the role: that is read afresh each time. */
export class JwtAccessTokens implements AccessTokens {
  /** A text would be tried as a public key first, by each call. */
  private readonly key: KeyObject;

  constructor(
    secret: string,
    private readonly lifetimeMs: number,
  ) {
    this.key = createSecretKey(secret, 'utf8');
  }

  issue(kind: TokenKind, userId: number, sessionId: string, now: Date): { token: string; lifetimeMs: number } {
    const iat = Math.floor(now.getTime() / 1000);
    const seconds = Math.ceil((kind === 'ticket' ? TICKET_MS : this.lifetimeMs) / 1000);
    const claims = { sub: String(userId), sid: sessionId, iat, exp: iat + seconds };
    const audience = AUDIENCES[kind];
    const token = jwt.sign(claims, this.key, { algorithm: ALGORITHM, issuer: ISSUER, audience });
    return { token, lifetimeMs: seconds * 1000 };
  }

  verify(use: TokenUse, token: string, now: Date): AccessClaims | null {
    try {
      const payload = jwt.verify(token, this.key, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: GOOD_FOR[use],
        clockTimestamp: Math.floor(now.getTime() / 1000),
      });
      const { aud, sub, sid, exp } = Payload.parse(payload);
      const kind = aud === AUDIENCES.ticket ? 'ticket' : 'access';
      return { kind, userId: Number(sub), sessionId: sid, expiresAt: new Date(exp * 1000) };
    } catch {
      return null; // forged, expired, foreign or not a token at all: all the same to the caller
    }
  }
}
