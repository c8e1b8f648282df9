import { inject, injectable } from 'tsyringe';
import { Unauthenticated } from '../../domain/people/people-errors.ts';
import { RefreshTokens, SessionRepository } from '../../domain/people/people-repository.ts';
import { isLive, isRepeat, type RefreshToken } from '../../domain/people/session.ts';
import { Clock } from '../ports/clock.ts';
import { type Secret, Secrets } from '../ports/secrets.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';
import { PeopleSettings } from './people-settings.ts';
import { SessionTokens, type SignedIn } from './session-tokens.ts';

/**
 * Exchanges a refresh token for new tokens. Each is good once: a second use means that somebody else has it too, and
 * ends the session (RFC 9700 §4.14.2). Only a client that repeats the exchange under the same key within a minute gets
 * the same answer again: a phone whose answer was lost. Nothing secret is kept for that: under a key, the next token is
 * derived from the old one.
 */
@injectable()
export class RefreshSession {
  constructor(
    @inject(RefreshTokens) private readonly refreshTokens: RefreshTokens,
    @inject(SessionRepository) private readonly sessions: SessionRepository,
    @inject(SessionTokens) private readonly tokens: SessionTokens,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
    @inject(PeopleSettings) private readonly settings: PeopleSettings,
  ) {}

  /** `key` is the client's own, for repeats. @throws {Unauthenticated} */
  async execute(token: string, key: string | null): Promise<SignedIn> {
    const answer = await this.work.run(null, async () => {
      const found = await this.refreshTokens.get(this.secrets.hash(token));
      if (!found || !isLive(found.session, found.user, this.clock.now())) return null;
      return this.work.run(found.user.id, () => this.use(found, token, key));
    });
    if (answer === null) throw new Unauthenticated(); // outside the unit: a revocation in it must stay
    return answer;
  }

  private async use(found: RefreshToken, token: string, key: string | null): Promise<SignedIn | null> {
    const { session, user, use } = found;
    const now = this.clock.now();
    const keyHash = key === null ? null : this.secrets.hash(key);
    const next = this.next(token, key);
    if (use !== null && !isRepeat(use, keyHash, now)) {
      await this.sessions.revoke(session.id, now);
      return null;
    }
    if (use === null) {
      const expiresAt = new Date(now.getTime() + this.settings.sessionTtlMs);
      await this.refreshTokens.rotate(found, { at: now, keyHash }, next.hash, expiresAt);
    }
    return this.tokens.answer(user, session.id, next.token, use?.at ?? now);
  }

  private next(token: string, key: string | null): Secret {
    return key === null ? this.secrets.token() : this.secrets.derived(`${token}\0${key}`);
  }
}
