import { inject, injectable } from 'tsyringe';
import { Foremen } from '../../domain/people/people-repository.ts';
import type { User } from '../../domain/people/user.ts';
import type { Page } from '../../domain/shared/page.ts';

/** Whom the office can assign. */
@injectable()
export class ListForemen {
  constructor(@inject(Foremen) private readonly people: Foremen) {}

  /** By descending id. */
  execute(page: Page): Promise<User[]> {
    return this.people.list(page);
  }
}
