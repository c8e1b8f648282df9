import { inject, injectable } from 'tsyringe';
import { SessionRepository } from '../../domain/people/people-repository.ts';
import { Clock } from '../ports/clock.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';
import type { SignedInActor } from './authenticate.ts';

/** Somebody ends his session: its tokens are worth nothing from now on, and whatever it holds open is closed. */
@injectable()
export class LogOut {
  constructor(
    @inject(SessionRepository) private readonly sessions: SessionRepository,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  execute(actor: SignedInActor): Promise<void> {
    return this.work.run(actor.id, () => this.sessions.revoke(actor.sessionId, this.clock.now()));
  }
}
