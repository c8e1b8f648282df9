import { inject, injectable } from 'tsyringe';
import { type Estimate, type EstimateChange, requireAssigned } from '../../domain/estimates/estimate.ts';
import { Foremen } from '../../domain/people/people-repository.ts';
import { ProjectReader } from '../../domain/projects/project-repository.ts';
import type { ProjectMembers, ProjectSnapshot } from '../../domain/projects/project-snapshot.ts';
import { type Actor, seesEverything } from '../../domain/shared/actor.ts';

/** The project that an estimate is or comes to be in, for the rules that ask who is assigned there. */
@injectable()
export class EstimateHome {
  constructor(
    @inject(ProjectReader) private readonly projects: ProjectReader,
    @inject(Foremen) private readonly foremen: Foremen,
  ) {}

  /** Of a new estimate. @throws {ProjectNotFound | ForemanNotFound} */
  async first(projectId: number, foremanId: number, actor: Actor): Promise<ProjectSnapshot & ProjectMembers> {
    const project = await this.projects.find(projectId, actor);
    const members = { ...project, foremanIds: project.foremen.map((foreman) => foreman.id) };
    await this.requireForeman(foremanId, actor);
    return members;
  }

  /** Also for a foreman who was taken off it: he is told that, not that there is no such project. */
  now(estimate: Estimate): Promise<ProjectMembers> {
    return this.projects.members(estimate.state.projectId);
  }

  /**
   * After a change that may name another project or foreman.
   * @throws {NotAssigned | ProjectNotFound | ForemanNotFound}
   */
  async after(estimate: Estimate, { projectId, foremanId }: EstimateChange, actor: Actor): Promise<ProjectMembers> {
    const { state } = estimate;
    const moves = projectId !== undefined && projectId !== state.projectId;
    const members = await this.now(estimate);
    if (moves && !seesEverything(actor)) requireAssigned(state.foremanId, members); // not his to carry away either
    if (moves) return this.first(projectId, foremanId ?? state.foremanId, actor);
    if (foremanId !== undefined && foremanId !== state.foremanId) await this.requireForeman(foremanId, actor);
    return members;
  }

  /** To the office, somebody who is no active foreman is not there; one who is merely elsewhere is a conflict. */
  private async requireForeman(foremanId: number, actor: Actor): Promise<void> {
    if (seesEverything(actor)) await this.foremen.require([foremanId]);
  }
}
