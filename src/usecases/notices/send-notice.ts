import { inject, injectable } from 'tsyringe';
import { UserReader } from '../../domain/people/people-repository.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { NoticeSender } from '../ports/notifier.ts';
import type { Target } from '../ports/switchboard.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';

/** What to tell whom. */
export interface Sending {
  readonly target: Target;
  readonly type: string;
  /** Anything that JSON can say. */
  readonly data: unknown;
}

/** An admin tells somebody, or everybody, something. Answers how many connections it concerns. */
@injectable()
export class SendNotice {
  constructor(
    @inject(UserReader) private readonly users: UserReader,
    @inject(NoticeSender) private readonly sender: NoticeSender,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** @throws {UserNotFound} for a target that names nobody. */
  async execute({ target, type, data }: Sending, actor: Actor): Promise<number> {
    const { userId } = target;
    if (userId === undefined) return this.sender.send(target, type, data);
    return this.work.run(actor.id, async () => {
      await this.users.find(userId);
      return this.sender.send(target, type, data);
    });
  }
}
