import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { AccessClaims, AccessTokens } from '../../usecases/ports/access-tokens.ts';

const ALGORITHM = 'HS256';
const ISSUER = 'smeta-live';
const AUDIENCE = 'smeta-live/api';

const Payload = z.object({
  sub: z.string().regex(/^\d{1,9}$/),
  sid: z.uuid(),
  exp: z.number().int(),
});

/** JSON Web Tokens (RFC 7519), signed with one secret. Says nothing of the role: that is read afresh each time. */
export class JwtAccessTokens implements AccessTokens {
  constructor(
    private readonly secret: string,
    private readonly lifetimeMs: number,
  ) {}

  issue(userId: number, sessionId: string, now: Date): { token: string; lifetimeMs: number } {
    const iat = Math.floor(now.getTime() / 1000);
    const seconds = Math.ceil(this.lifetimeMs / 1000);
    const claims = { sub: String(userId), sid: sessionId, iat, exp: iat + seconds };
    const token = jwt.sign(claims, this.secret, { algorithm: ALGORITHM, issuer: ISSUER, audience: AUDIENCE });
    return { token, lifetimeMs: seconds * 1000 };
  }

  verify(token: string, now: Date): AccessClaims | null {
    try {
      const payload = jwt.verify(token, this.secret, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
        clockTimestamp: Math.floor(now.getTime() / 1000),
      });
      const { sub, sid, exp } = Payload.parse(payload);
      return { userId: Number(sub), sessionId: sid, expiresAt: new Date(exp * 1000) };
    } catch {
      return null; // forged, expired, foreign or not a token at all: all the same to the caller
    }
  }
}
