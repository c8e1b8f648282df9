import { inject, injectable } from 'tsyringe';
import { ProjectNotFound } from '../../../domain/projects/project-errors.ts';
import type { ProjectReader } from '../../../domain/projects/project-repository.ts';
import type { ProjectId, ProjectMembers, ProjectSnapshot } from '../../../domain/projects/project-snapshot.ts';
import type { Actor } from '../../../domain/shared/actor.ts';
import type { Page } from '../../../domain/shared/page.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { PROJECT_PARTS, toProjectSnapshot } from './project-mapper.ts';
import { visibleProjects } from './visible-projects.ts';

@injectable()
export class PrismaProjectReader implements ProjectReader {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async find(id: ProjectId, actor: Actor): Promise<ProjectSnapshot> {
    const row = await clientOf(this.prisma).project.findFirst({
      where: { id, ...visibleProjects(actor).where },
      include: PROJECT_PARTS,
    });
    if (!row) throw new ProjectNotFound();
    return toProjectSnapshot(row);
  }

  async list(page: Page, actor: Actor): Promise<ProjectSnapshot[]> {
    const rows = await clientOf(this.prisma).project.findMany({
      where: { ...visibleProjects(actor).where, ...(page.before === undefined ? {} : { id: { lt: page.before } }) },
      include: PROJECT_PARTS,
      orderBy: { id: 'desc' },
      take: page.limit,
    });
    return rows.map(toProjectSnapshot);
  }

  async members(id: ProjectId): Promise<ProjectMembers> {
    const rows = await clientOf(this.prisma).projectForeman.findMany({ where: { projectId: id } });
    return { id, foremanIds: rows.map((row) => row.userId) };
  }
}
