import { inject, injectable } from 'tsyringe';
import { UserRepository } from '../../domain/people/people-repository.ts';
import { normalizeEmail, type User } from '../../domain/people/user.ts';
import type { Role } from '../../domain/shared/actor.ts';
import { Clock } from '../ports/clock.ts';
import { PasswordHasher } from '../ports/password-hasher.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
  readonly active: boolean;
}

/** Takes a person in. */
@injectable()
export class AddUser {
  constructor(
    @inject(UserRepository) private readonly users: UserRepository,
    @inject(PasswordHasher) private readonly passwords: PasswordHasher,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** `actorId` is who does it; null on a first start. @throws {EmailTaken} */
  async execute(person: Omit<NewPerson, 'active'> & { active?: boolean }, actorId: number | null): Promise<User> {
    const { email, name, role, password, active = true } = person;
    const passwordHash = await this.passwords.hash(password);
    const user = { email: normalizeEmail(email), name, role, active, passwordHash, createdAt: this.clock.now() };
    return this.work.run(actorId, () => this.users.add(user));
  }
}
