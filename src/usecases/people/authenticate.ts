import { inject, injectable } from 'tsyringe';
import { Unauthenticated } from '../../domain/people/people-errors.ts';
import { SessionRepository } from '../../domain/people/people-repository.ts';
import { isLive, type SessionId } from '../../domain/people/session.ts';
import type { User } from '../../domain/people/user.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { AccessTokens } from '../ports/access-tokens.ts';
import { Clock } from '../ports/clock.ts';

/** Who is asking, and by which right. */
export interface SignedInActor extends Actor {
  readonly sessionId: SessionId;
  /** When this proof ends. */
  readonly expiresAt: Date;
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
  async execute(token: string): Promise<SignedInActor> {
    const now = this.clock.now();
    const claims = this.tokens.verify(token, now);
    const found = claims && (await this.sessions.find(claims.sessionId));
    if (!found || found.user.id !== claims.userId || !isLive(found.session, found.user, now)) {
      throw new Unauthenticated();
    }
    const { id, role } = found.user;
    return { id, role, sessionId: claims.sessionId, expiresAt: claims.expiresAt, user: found.user };
  }
}
