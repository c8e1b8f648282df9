import { inject, injectable } from 'tsyringe';
import { UserReader } from '../../domain/people/people-repository.ts';
import type { User, UserId } from '../../domain/people/user.ts';

@injectable()
export class GetUser {
  constructor(@inject(UserReader) private readonly users: UserReader) {}

  /** @throws {UserNotFound} */
  execute(id: UserId): Promise<User> {
    return this.users.find(id);
  }
}
