import { inject, injectable } from 'tsyringe';
import { Foremen } from '../../domain/people/people-repository.ts';
import { Project, type ProjectDraft } from '../../domain/projects/project.ts';
import { ProjectReader, ProjectRepository } from '../../domain/projects/project-repository.ts';
import type { ProjectSnapshot } from '../../domain/projects/project-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { Clock } from '../ports/clock.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';

/** The office opens a building site and says which foremen work there. */
@injectable()
export class CreateProject {
  constructor(
    @inject(ProjectRepository) private readonly projects: ProjectRepository,
    @inject(ProjectReader) private readonly reader: ProjectReader,
    @inject(Foremen) private readonly foremen: Foremen,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {Forbidden | ForemanNotFound} */
  execute(wanted: ProjectDraft, actor: Actor): Promise<ProjectSnapshot> {
    return this.work.run(actor.id, async () => {
      const draft = Project.draft(wanted, actor, this.clock.now());
      await this.foremen.require(draft.foremanIds);
      const id = await this.projects.add(draft);
      return this.reader.find(id, actor);
    });
  }
}
