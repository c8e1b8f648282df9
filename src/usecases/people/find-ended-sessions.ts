import { inject, injectable } from 'tsyringe';
import { SessionRepository } from '../../domain/people/people-repository.ts';
import type { SessionId } from '../../domain/people/session.ts';
import { Clock } from '../ports/clock.ts';

/** Which of these sessions give no right any more: revoked, run out, or their person deactivated. */
@injectable()
export class FindEndedSessions {
  constructor(
    @inject(SessionRepository) private readonly sessions: SessionRepository,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async execute(ids: readonly SessionId[]): Promise<SessionId[]> {
    const live = new Set(await this.sessions.liveAmong(ids, this.clock.now()));
    return ids.filter((id) => !live.has(id));
  }
}
