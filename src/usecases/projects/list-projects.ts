import { inject, injectable } from 'tsyringe';
import { ProjectReader } from '../../domain/projects/project-repository.ts';
import type { ProjectSnapshot } from '../../domain/projects/project-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import type { Page } from '../../domain/shared/page.ts';
import { type Positioned, positioned } from '../live-feed/positioned.ts';
import { LiveFeed } from '../ports/live-feed.ts';

@injectable()
export class ListProjects {
  constructor(
    @inject(ProjectReader) private readonly reader: ProjectReader,
    @inject(LiveFeed) private readonly feed: LiveFeed,
  ) {}

  execute(page: Page, actor: Actor): Promise<Positioned<ProjectSnapshot[]>> {
    return positioned(this.feed, () => this.reader.list(page, actor));
  }
}
