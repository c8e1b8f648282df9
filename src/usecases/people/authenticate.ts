import { inject, injectable } from 'tsyringe';
import { Unauthenticated } from '../../domain/people/people-errors.ts';
import { SessionRepository } from '../../domain/people/people-repository.ts';
import { isLive, type SessionId } from '../../domain/people/session.ts';
import type { User } from '../../domain/people/user.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { type AccessClaims, AccessTokens } from '../ports/access-tokens.ts';
import { Clock } from '../ports/clock.ts';

/** Who is asking, and by which right. */
export interface SignedInActor extends Actor {
  readonly sessionId: SessionId;
  /** When this right ends: the token's own end or, opened by a ticket, the session's. */
  readonly expiresAt: Date;
  /** Whether `expiresAt` moves on with the session. */
  readonly byTicket: boolean;
  readonly user: User;
}

/** Finds out who presents a token, as the database has him now. */
@injectable()
export class Authenticate {
  constructor(
    @inject(AccessTokens) private readonly tokens: AccessTokens,
    @inject(SessionRepository) private readonly sessions: SessionRepository,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {Unauthenticated} */
  execute(accessToken: string): Promise<SignedInActor> {
    return this.holder(this.tokens.verify('requests', accessToken, this.clock.now()));
  }

  /** For opening a stream, where a ticket is as good. @throws {Unauthenticated} */
  forStream(token: string): Promise<SignedInActor> {
    return this.holder(this.tokens.verify('streams', token, this.clock.now()));
  }

  private async holder(claims: AccessClaims | null): Promise<SignedInActor> {
    const found = claims && (await this.sessions.find(claims.sessionId));
    if (!found || found.user.id !== claims.userId || !isLive(found.session, found.user, this.clock.now())) {
      throw new Unauthenticated();
    }
    const { id, role } = found.user;
    const byTicket = claims.kind === 'ticket';
    const expiresAt = byTicket ? found.session.expiresAt : claims.expiresAt;
    return { id, role, sessionId: claims.sessionId, expiresAt, byTicket, user: found.user };
  }
}
