import { inject, injectable } from 'tsyringe';
import { UserReader } from '../../domain/people/people-repository.ts';
import type { User } from '../../domain/people/user.ts';
import type { Page } from '../../domain/shared/page.ts';

@injectable()
export class ListUsers {
  constructor(@inject(UserReader) private readonly people: UserReader) {}

  /** By descending id. */
  execute(page: Page): Promise<User[]> {
    return this.people.list(page);
  }
}
