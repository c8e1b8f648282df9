import { inject, injectable } from 'tsyringe';
import { EmailTaken } from '../../domain/people/people-errors.ts';
import { UserReader } from '../../domain/people/people-repository.ts';
import { Secrets } from '../ports/secrets.ts';
import { AddUser } from './add-user.ts';

export interface FirstAdmin {
  readonly email: string;
  /** Only when it was made up here: to be shown once. */
  readonly generatedPassword: string | null;
}

/** Sees to it that somebody can sign in to a new installation. */
@injectable()
export class EnsureFirstAdmin {
  constructor(
    @inject(UserReader) private readonly users: UserReader,
    @inject(AddUser) private readonly addUser: AddUser,
    @inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Null when there are people already, or another instance was quicker. */
  async execute(email = 'admin@localhost', password?: string): Promise<FirstAdmin | null> {
    if (!(await this.users.isEmpty())) return null;
    const secret = password ?? this.secrets.password();
    try {
      const admin = await this.addUser.execute({ email, name: 'Администратор', role: 'admin', password: secret }, null);
      return { email: admin.email, generatedPassword: password === undefined ? secret : null };
    } catch (error) {
      if (error instanceof EmailTaken) return null;
      throw error;
    }
  }
}
