import { inject, injectable } from 'tsyringe';
import { LastAdmin } from '../../domain/people/people-errors.ts';
import { SessionRepository, UserRepository } from '../../domain/people/people-repository.ts';
import { losesRights, normalizeEmail, stepsDown, type User, type UserId } from '../../domain/people/user.ts';
import { Clock } from '../ports/clock.ts';
import { PasswordHasher } from '../ports/password-hasher.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';
import type { NewPerson } from './add-user.ts';

/** An admin changes who somebody is. Whoever loses a right by it loses his sessions too. */
@injectable()
export class ChangeUser {
  constructor(
    @inject(UserRepository) private readonly users: UserRepository,
    @inject(SessionRepository) private readonly sessions: SessionRepository,
    @inject(PasswordHasher) private readonly passwords: PasswordHasher,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {UserNotFound | EmailTaken | LastAdmin} */
  async execute(id: UserId, { password, email, ...rest }: Partial<NewPerson>, actorId: UserId): Promise<User> {
    // Hashed first: it takes long, and needs nothing of the unit.
    const passwordHash = password === undefined ? {} : { passwordHash: await this.passwords.hash(password) };
    const change = { ...rest, ...passwordHash, ...(email === undefined ? {} : { email: normalizeEmail(email) }) };
    return this.work.run(actorId, async () => {
      const user = await this.users.get(id);
      if (stepsDown(user, change) && !(await this.users.hasOtherAdmin(id))) throw new LastAdmin();
      if (losesRights(user, change)) await this.sessions.revokeAllOf(id, this.clock.now());
      return this.users.save(id, change, this.clock.now());
    });
  }
}
