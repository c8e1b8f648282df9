import type { Actor } from '../shared/actor.ts';
import type { Page } from '../shared/page.ts';
import type { Project, ProjectState } from './project.ts';
import type { ProjectId, ProjectMembers, ProjectSnapshot } from './project-snapshot.ts';

/** Projects in and out, whole, for change. Every call belongs into `UnitOfWork.run` and joins that transaction. */
export interface ProjectRepository {
  /** Locks it until the unit ends. @throws {ProjectNotFound} when there is none, or none that `actor` may see. */
  get(id: ProjectId, actor: Actor): Promise<Project>;
  add(project: ProjectState): Promise<ProjectId>;
  save(project: Project): Promise<void>;
  /** @throws {ProjectHasEstimates} */
  remove(id: ProjectId): Promise<void>;
}
export const ProjectRepository = Symbol('ProjectRepository');

/** Projects as people see them. Inside a unit of work it sees the unit's own changes. */
export interface ProjectReader {
  /** @throws {ProjectNotFound} when there is none, or none that `actor` may see. */
  find(id: ProjectId, actor: Actor): Promise<ProjectSnapshot>;
  /** By descending id: only those that `actor` may see. */
  list(page: Page, actor: Actor): Promise<ProjectSnapshot[]>;
  /** For the rules of estimates: the members of a project that is there, whoever asks. */
  members(id: ProjectId): Promise<ProjectMembers>;
}
export const ProjectReader = Symbol('ProjectReader');
