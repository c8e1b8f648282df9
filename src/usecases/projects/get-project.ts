import { inject, injectable } from 'tsyringe';
import { ProjectReader } from '../../domain/projects/project-repository.ts';
import type { ProjectId, ProjectSnapshot } from '../../domain/projects/project-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { type Positioned, positioned } from '../live-feed/positioned.ts';
import { LiveFeed } from '../ports/live-feed.ts';

@injectable()
export class GetProject {
  constructor(
    @inject(ProjectReader) private readonly reader: ProjectReader,
    @inject(LiveFeed) private readonly feed: LiveFeed,
  ) {}

  /** @throws {ProjectNotFound} */
  execute(id: ProjectId, actor: Actor): Promise<Positioned<ProjectSnapshot>> {
    return positioned(this.feed, () => this.reader.find(id, actor));
  }
}
