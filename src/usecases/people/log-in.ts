import { inject, injectable } from 'tsyringe';
import { InvalidCredentials } from '../../domain/people/people-errors.ts';
import { SessionRepository, UserReader } from '../../domain/people/people-repository.ts';
import { canBeStored, normalizeEmail, type User } from '../../domain/people/user.ts';
import { Clock } from '../ports/clock.ts';
import { PasswordHasher } from '../ports/password-hasher.ts';
import { Secrets } from '../ports/secrets.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';
import { PeopleSettings } from './people-settings.ts';
import { SessionTokens, type SignedIn } from './session-tokens.ts';

/** Somebody proves who he is and gets a session. */
@injectable()
export class LogIn {
  constructor(
    @inject(UserReader) private readonly users: UserReader,
    @inject(SessionRepository) private readonly sessions: SessionRepository,
    @inject(PasswordHasher) private readonly passwords: PasswordHasher,
    @inject(SessionTokens) private readonly tokens: SessionTokens,
    @inject(Secrets) private readonly secrets: Secrets,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
    @inject(PeopleSettings) private readonly settings: PeopleSettings,
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
    const expiresAt = new Date(now.getTime() + this.settings.sessionTtlMs);
    const session = { id, userId: user.id, createdAt: now, expiresAt };
    await this.work.run(user.id, () => this.sessions.add(session, refresh.hash));
    return this.tokens.answer(user, id, refresh.token, now);
  }
}
