import { inject, injectable } from 'tsyringe';
import { InvalidCredentials } from '../../domain/people/people-errors.ts';
import { SessionRepository, UserRepository } from '../../domain/people/people-repository.ts';
import { canBeStored, normalizeEmail, type User } from '../../domain/people/user.ts';
import { AccessTokens } from '../ports/access-tokens.ts';
import { Clock } from '../ports/clock.ts';
import { PasswordHasher } from '../ports/password-hasher.ts';
import { Secrets } from '../ports/secrets.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';

/** A session lasts this long from its last refresh. */
const SESSION_TTL_MS = 30 * 24 * 60 * 60 * 1000;

export interface SignedIn {
  readonly accessToken: string;
  readonly lifetimeMs: number;
  readonly refreshToken: string;
  readonly user: User;
}

/** Somebody proves who he is and gets a session. */
@injectable()
export class LogIn {
  constructor(
    @inject(UserRepository) private readonly users: UserRepository,
    @inject(SessionRepository) private readonly sessions: SessionRepository,
    @inject(PasswordHasher) private readonly passwords: PasswordHasher,
    @inject(AccessTokens) private readonly tokens: AccessTokens,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** Takes the same time whether the address is known or not. @throws {InvalidCredentials} */
  async execute(email: string, password: string): Promise<SignedIn> {
    const address = normalizeEmail(email);
    const known = canBeStored(address) ? await this.users.findByEmail(address) : null;
    const right = await this.passwords.verify(known?.passwordHash ?? null, password);
    if (!known?.user.active || !right) throw new InvalidCredentials();
    return this.open(known.user);
  }

  private async open(user: User): Promise<SignedIn> {
    const now = this.clock.now();
    const id = this.secrets.id();
    const refresh = this.secrets.token();
    const expiresAt = new Date(now.getTime() + SESSION_TTL_MS);
    const session = { id, userId: user.id, refreshHash: refresh.hash, createdAt: now, expiresAt };
    await this.work.run(user.id, () => this.sessions.add(session));
    const access = this.tokens.issue(user.id, id, now);
    return { accessToken: access.token, lifetimeMs: access.lifetimeMs, refreshToken: refresh.token, user };
  }
}
