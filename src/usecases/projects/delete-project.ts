import { inject, injectable } from 'tsyringe';
import { requireOffice } from '../../domain/projects/project.ts';
import { ProjectRepository } from '../../domain/projects/project-repository.ts';
import type { ProjectId } from '../../domain/projects/project-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { type Expected, expectVersion } from '../../domain/shared/version.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';

/** The office removes a project that nothing was written for. */
@injectable()
export class DeleteProject {
  constructor(
    @inject(ProjectRepository) private readonly projects: ProjectRepository,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** @throws {ProjectNotFound | StaleVersion | Forbidden | ProjectHasEstimates} */
  execute(id: ProjectId, expected: Expected, actor: Actor): Promise<void> {
    return this.work.run(actor.id, async () => {
      const project = await this.projects.get(id, actor);
      requireOffice(actor);
      expectVersion(project.state.version, expected);
      await this.projects.remove(id);
    });
  }
}
