import { inject, injectable } from 'tsyringe';
import { Project, type ProjectState } from '../../../domain/projects/project.ts';
import { ProjectHasEstimates, ProjectNotFound } from '../../../domain/projects/project-errors.ts';
import type { ProjectRepository } from '../../../domain/projects/project-repository.ts';
import type { ProjectId } from '../../../domain/projects/project-snapshot.ts';
import type { Actor } from '../../../domain/shared/actor.ts';
import { isBrokenReference } from '../prisma-errors.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { takeRow } from '../subjects.ts';
import { visibleProjects } from './visible-projects.ts';

@injectable()
export class PrismaProjectRepository implements ProjectRepository {
  /** Who was assigned when a project was read, to leave alone what a change leaves alone. */
  private readonly stored = new WeakMap<Project, readonly number[]>();

  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async get(id: ProjectId, actor: Actor): Promise<Project> {
    const snapshot = await takeRow(clientOf(this.prisma), 'project', id);
    if (!snapshot || !visibleProjects(actor).sees(snapshot)) throw new ProjectNotFound();
    const { id: _id, creatorName, foremen, ...state } = snapshot;
    const foremanIds = foremen.map((foreman) => foreman.id);
    const project = new Project(id, { ...state, foremanIds });
    this.stored.set(project, foremanIds);
    return project;
  }

  async add({ foremanIds, ...row }: ProjectState): Promise<ProjectId> {
    const { id } = await clientOf(this.prisma).project.create({ data: row });
    await this.assign(id, foremanIds);
    return id;
  }

  async save(project: Project): Promise<void> {
    const tx = clientOf(this.prisma);
    const { foremanIds, ...row } = project.state;
    await tx.project.update({ where: { id: project.id }, data: row });
    if (this.stored.get(project) === foremanIds) return;
    await tx.projectForeman.deleteMany({ where: { projectId: project.id } });
    await this.assign(project.id, foremanIds);
  }

  async remove(id: ProjectId): Promise<void> {
    const tx = clientOf(this.prisma);
    await tx.projectForeman.deleteMany({ where: { projectId: id } });
    try {
      await tx.project.delete({ where: { id } });
    } catch (error) {
      throw isBrokenReference(error) ? new ProjectHasEstimates() : error;
    }
  }

  private async assign(projectId: ProjectId, foremanIds: readonly number[]): Promise<void> {
    if (foremanIds.length === 0) return;
    const data = foremanIds.map((userId) => ({ projectId, userId }));
    await clientOf(this.prisma).projectForeman.createMany({ data });
  }
}
