import { inject, injectable } from 'tsyringe';
import type { EstimateChange } from '../../domain/estimates/estimate.ts';
import { EstimateReader, EstimateRepository } from '../../domain/estimates/estimate-repository.ts';
import type { EstimateId, EstimateSnapshot } from '../../domain/estimates/estimate-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { type Expected, expectVersion } from '../../domain/shared/version.ts';
import { Clock } from '../ports/clock.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';
import { EstimateHome } from './estimate-home.ts';

/** Somebody rewrites an estimate, or the office moves it to another foreman or project. */
@injectable()
export class ChangeEstimate {
  constructor(
    @inject(EstimateRepository) private readonly estimates: EstimateRepository,
    @inject(EstimateReader) private readonly reader: EstimateReader,
    @inject(EstimateHome) private readonly home: EstimateHome,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * @throws {EstimateNotFound | ProjectNotFound | ForemanNotFound | StaleVersion | Forbidden | NotAssigned |
   *   EstimateLocked | NumberTaken}
   */
  execute(id: EstimateId, change: EstimateChange, expected: Expected, actor: Actor): Promise<EstimateSnapshot> {
    return this.work.run(actor.id, async () => {
      const estimate = await this.estimates.get(id, actor);
      expectVersion(estimate.state.version, expected);
      const project = await this.home.after(estimate, change, actor);
      estimate.change(change, project, actor, this.clock.now());
      await this.estimates.save(estimate);
      return this.reader.find(id, actor);
    });
  }
}
