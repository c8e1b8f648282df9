import { inject, injectable } from 'tsyringe';
import { Foremen } from '../../domain/people/people-repository.ts';
import type { ProjectChange } from '../../domain/projects/project.ts';
import { ProjectReader, ProjectRepository } from '../../domain/projects/project-repository.ts';
import type { ProjectId, ProjectSnapshot } from '../../domain/projects/project-snapshot.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { type Expected, expectVersion } from '../../domain/shared/version.ts';
import { Clock } from '../ports/clock.ts';
import { UnitOfWork } from '../ports/unit-of-work.ts';

/** The office renames a project, or decides anew who works there. */
@injectable()
export class ChangeProject {
  constructor(
    @inject(ProjectRepository) private readonly projects: ProjectRepository,
    @inject(ProjectReader) private readonly reader: ProjectReader,
    @inject(Foremen) private readonly foremen: Foremen,
    @inject(UnitOfWork) private readonly work: UnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {ProjectNotFound | StaleVersion | Forbidden | ForemanNotFound} */
  execute(id: ProjectId, change: ProjectChange, expected: Expected, actor: Actor): Promise<ProjectSnapshot> {
    return this.work.run(actor.id, async () => {
      const project = await this.projects.get(id, actor);
      expectVersion(project.state.version, expected);
      const assigned = new Set(project.foremanIds);
      project.change(change, actor, this.clock.now());
      await this.foremen.require(project.foremanIds.filter((foreman) => !assigned.has(foreman)));
      await this.projects.save(project);
      return this.reader.find(id, actor);
    });
  }
}
