import { inject, injectable } from 'tsyringe';
import { EstimateRepository } from '../../domain/estimates/estimate-repository.ts';
import type { EstimateId } from '../../domain/estimates/estimate-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { type Expected, expectVersion } from '../../domain/shared/version.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';
import { EstimateHome } from './estimate-home.ts';

/** Somebody throws an estimate away. */
@injectable()
export class DeleteEstimate {
  constructor(
    @inject(EstimateRepository) private readonly estimates: EstimateRepository,
    @inject(EstimateHome) private readonly home: EstimateHome,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** @throws {EstimateNotFound | StaleVersion | NotAssigned | EstimateLocked} */
  execute(id: EstimateId, expected: Expected, actor: Actor): Promise<void> {
    return this.work.run(actor.id, async () => {
      const estimate = await this.estimates.get(id, actor);
      expectVersion(estimate.state.version, expected);
      estimate.requireDeletable(await this.home.now(estimate), actor);
      await this.estimates.remove(id);
    });
  }
}
