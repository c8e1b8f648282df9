import { inject, injectable } from 'tsyringe';
import { EstimateReader, EstimateRepository } from '../../domain/estimates/estimate-repository.ts';
import type { EstimateId, EstimateSnapshot } from '../../domain/estimates/estimate-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { type Expected, expectVersion } from '../../domain/shared/version.ts';
import { Clock } from '../ports/clock.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';
import { EstimateHome } from './estimate-home.ts';

/** A foreman hands his price to the managers. */
@injectable()
export class SubmitEstimate {
  constructor(
    @inject(EstimateRepository) private readonly estimates: EstimateRepository,
    @inject(EstimateReader) private readonly reader: EstimateReader,
    @inject(EstimateHome) private readonly home: EstimateHome,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {EstimateNotFound | StaleVersion | NotAssigned | InvalidTransition | EstimateEmpty} */
  execute(id: EstimateId, expected: Expected, actor: Actor): Promise<EstimateSnapshot> {
    return this.work.run(actor.id, async () => {
      const estimate = await this.estimates.get(id, actor);
      expectVersion(estimate.state.version, expected);
      estimate.submit(await this.home.now(estimate), actor, this.clock.now());
      await this.estimates.save(estimate);
      return this.reader.find(id, actor);
    });
  }
}
