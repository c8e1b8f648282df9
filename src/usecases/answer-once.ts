import { inject, injectable } from 'tsyringe';
import { Clock } from './ports/clock.ts';
import { type ClaimedKey, IdempotencyKeys, type KeptAnswer } from './ports/idempotency-keys.ts';
import { UnitOfWork } from './ports/unit-of-work.ts';

/**
 * Does a work once, however often it is asked for under the same key. The answer is stored in the transaction of the
 * work, so there is no moment at which one of them exists without the other; what fails is not kept.
 */
@injectable()
export class AnswerOnce {
  constructor(
    @inject(IdempotencyKeys) private readonly keys: IdempotencyKeys,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {IdempotencyKeyReused} and whatever `answer` throws. */
  execute(key: ClaimedKey, answer: () => Promise<KeptAnswer>): Promise<{ answer: KeptAnswer; replayed: boolean }> {
    return this.work.run(key.userId, async () => {
      const kept = await this.keys.claim(key, this.clock.now());
      if (kept) return { answer: kept, replayed: true };
      const given = await answer();
      await this.keys.keep(key, given);
      return { answer: given, replayed: false };
    });
  }
}
