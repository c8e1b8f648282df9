import { inject, injectable } from 'tsyringe';
import { type EstimateFilter, EstimateReader } from '../../domain/estimates/estimate-repository.ts';
import type { EstimateSnapshot } from '../../domain/estimates/estimate-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import type { Page } from '../../domain/shared/page.ts';
import { type Positioned, positioned } from '../live-feed/positioned.ts';
import { LiveFeed } from '../ports/live-feed.ts';

@injectable()
export class ListEstimates {
  constructor(
    @inject(EstimateReader) private readonly reader: EstimateReader,
    @inject(LiveFeed) private readonly feed: LiveFeed,
  ) {}

  execute(filter: EstimateFilter, page: Page, actor: Actor): Promise<Positioned<EstimateSnapshot[]>> {
    return positioned(this.feed, () => this.reader.list(filter, page, actor));
  }
}
