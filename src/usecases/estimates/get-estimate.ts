import { inject, injectable } from 'tsyringe';
import { EstimateReader } from '../../domain/estimates/estimate-repository.ts';
import type { EstimateId, EstimateSnapshot } from '../../domain/estimates/estimate-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { type Positioned, positioned } from '../live-feed/positioned.ts';
import { LiveFeed } from '../ports/live-feed.ts';

@injectable()
export class GetEstimate {
  constructor(
    @inject(EstimateReader) private readonly reader: EstimateReader,
    @inject(LiveFeed) private readonly feed: LiveFeed,
  ) {}

  /** @throws {EstimateNotFound} */
  execute(id: EstimateId, actor: Actor): Promise<Positioned<EstimateSnapshot>> {
    return positioned(this.feed, () => this.reader.find(id, actor));
  }
}
