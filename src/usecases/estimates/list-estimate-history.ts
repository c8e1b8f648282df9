import { inject, injectable } from 'tsyringe';
import { EstimateReader } from '../../domain/estimates/estimate-repository.ts';
import type { EstimateId } from '../../domain/estimates/estimate-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import type { Page } from '../../domain/shared/page.ts';
import { type Positioned, positioned } from '../live-feed/positioned.ts';
import { EventHistory, type HistoryEntry } from '../ports/event-history.ts';
import { LiveFeed } from '../ports/live-feed.ts';

/** What happened to an estimate, for whoever may see it now. */
@injectable()
export class ListEstimateHistory {
  constructor(
    @inject(EstimateReader) private readonly reader: EstimateReader,
    @inject(EventHistory) private readonly history: EventHistory,
    @inject(LiveFeed) private readonly feed: LiveFeed,
  ) {}

  /** @throws {EstimateNotFound} */
  execute(id: EstimateId, page: Page, actor: Actor): Promise<Positioned<HistoryEntry[]>> {
    return positioned(this.feed, async () => {
      await this.reader.find(id, actor);
      return this.history.list(`estimate:${id}`, page);
    });
  }
}
