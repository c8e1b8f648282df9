import { inject, injectable } from 'tsyringe';
import { Estimate } from '../../domain/estimates/estimate.ts';
import { firstFreeNumber, numberStem } from '../../domain/estimates/estimate-number.ts';
import { EstimateNumbers, EstimateReader, EstimateRepository } from '../../domain/estimates/estimate-repository.ts';
import type { EstimateItem, EstimateSnapshot } from '../../domain/estimates/estimate-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { Clock } from '../ports/clock.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';
import { EstimateHome } from './estimate-home.ts';

export interface NewEstimate {
  readonly projectId: number;
  /** Whose it is: the office says, a foreman may leave it out. */
  readonly foremanId: number;
  /** Null: the next free one of the day and the project. */
  readonly number: string | null;
  readonly comment: string;
  readonly items: readonly EstimateItem[];
}

/** Somebody starts an estimate: a foreman in one of his projects, the office for any foreman of the project. */
@injectable()
export class CreateEstimate {
  constructor(
    @inject(EstimateRepository) private readonly estimates: EstimateRepository,
    @inject(EstimateNumbers) private readonly numbers: EstimateNumbers,
    @inject(EstimateReader) private readonly reader: EstimateReader,
    @inject(EstimateHome) private readonly home: EstimateHome,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {ProjectNotFound | ForemanNotFound | Forbidden | NotAssigned | NumberTaken} */
  execute(wanted: NewEstimate, actor: Actor): Promise<EstimateSnapshot> {
    return this.work.run(actor.id, async () => {
      const project = await this.home.first(wanted.projectId, wanted.foremanId, actor);
      const now = this.clock.now();
      const number = wanted.number ?? (await this.nextNumber(numberStem(now, project.name)));
      const draft = Estimate.draft({ ...wanted, number, creatorId: actor.id }, project, actor, now);
      return this.reader.find(await this.estimates.add(draft), actor);
    });
  }

  private async nextNumber(stem: string): Promise<string> {
    await this.numbers.reserve(stem);
    return firstFreeNumber(stem, (numbers) => this.numbers.taken(numbers));
  }
}
