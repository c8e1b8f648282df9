import { inject, injectable } from 'tsyringe';
import { SessionRepository, UserRepository } from '../../domain/people/people-repository.ts';
import type { UserId } from '../../domain/people/user.ts';
import { Clock } from '../ports/clock.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';

/** An admin ends every session of a person: a lost phone. */
@injectable()
export class EndSessions {
  constructor(
    @inject(UserRepository) private readonly users: UserRepository,
    @inject(SessionRepository) private readonly sessions: SessionRepository,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {UserNotFound} */
  execute(userId: UserId, actorId: UserId): Promise<void> {
    return this.work.run(actorId, async () => {
      await this.users.get(userId);
      await this.sessions.revokeAllOf(userId, this.clock.now());
    });
  }
}
