import { inject, injectable } from 'tsyringe';
import { EstimateReader, EstimateRepository } from '../../domain/estimates/estimate-repository.ts';
import type { EstimateId, EstimateSnapshot } from '../../domain/estimates/estimate-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { type Expected, expectVersion } from '../../domain/shared/version.ts';
import { Clock } from '../ports/clock.ts';
import { Notifier } from '../ports/notifier.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';

/** The office sends a price back, and says why; its foreman is told in person. */
@injectable()
export class RejectEstimate {
  constructor(
    @inject(EstimateRepository) private readonly estimates: EstimateRepository,
    @inject(EstimateReader) private readonly reader: EstimateReader,
    @inject(Notifier) private readonly notifier: Notifier,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {EstimateNotFound | StaleVersion | Forbidden | InvalidTransition} */
  execute(id: EstimateId, reason: string, expected: Expected, actor: Actor): Promise<EstimateSnapshot> {
    return this.work.run(actor.id, async () => {
      const estimate = await this.estimates.get(id, actor);
      expectVersion(estimate.state.version, expected);
      estimate.reject(reason, actor, this.clock.now());
      await this.estimates.save(estimate);
      const { number, foremanId } = estimate.state;
      const notice = { estimateId: id, number, reason, rejectedById: actor.id };
      await this.notifier.notifyUser(foremanId, 'estimate-rejected', notice);
      return this.reader.find(id, actor);
    });
  }
}
