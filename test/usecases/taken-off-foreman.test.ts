import { describe, expect, it } from '@jest/globals';
import { Estimate, type EstimateChange } from '../../src/domain/estimates/estimate.ts';
import type { EstimateReader, EstimateRepository } from '../../src/domain/estimates/estimate-repository.ts';
import type { Foremen } from '../../src/domain/people/people-repository.ts';
import type { ProjectReader } from '../../src/domain/projects/project-repository.ts';
import type { Actor } from '../../src/domain/shared/actor.ts';
import { ChangeEstimate } from '../../src/usecases/estimates/change-estimate.ts';
import { EstimateHome } from '../../src/usecases/estimates/estimate-home.ts';
import { anEstimate, aProject } from '../domain/builders.ts';

const LEFT = 3;
const PRESENT = 4;
const foreman: Actor = { id: 7, role: 'foreman' };
const manager: Actor = { id: 2, role: 'manager' };

/** An estimate of foreman 7 in project 3, which he was taken off; he is still assigned to project 4. */
function aHouse() {
  const saved: Estimate[] = [];
  const projects = new Map([LEFT, PRESENT].map((id) => [id, aProject(id === PRESENT ? [7] : [8], { id })]));
  const of = (id: number) => projects.get(id) ?? aProject([], { id });
  const snapshot = anEstimate({ projectId: LEFT, foremanId: 7 });
  const estimates: EstimateRepository = {
    get: async () => new Estimate(17, snapshot),
    add: async () => 17,
    save: async (estimate) => void saved.push(estimate),
    remove: async () => undefined,
  };
  const reader: EstimateReader = { find: async () => snapshot, list: async () => [snapshot] };
  const projectReader: ProjectReader = {
    find: async (id) => of(id),
    list: async () => [...projects.values()],
    members: async (id) => ({ id, foremanIds: of(id).foremen.map((person) => person.id) }),
  };
  const everybody: Foremen = { require: async () => undefined, list: async () => [] };
  const useCase = new ChangeEstimate(
    estimates,
    reader,
    new EstimateHome(projectReader, everybody),
    { run: (_actorId, work) => work() },
    { now: () => new Date('2026-03-02T08:00:00Z') },
  );
  return { saved, change: (change: EstimateChange, actor: Actor) => useCase.execute(17, change, null, actor) };
}

describe('an estimate in a project that its foreman was taken off', () => {
  it.each<[string, EstimateChange]>([
    ['rewrite', { comment: 'срочно' }],
    ['carry away to a project of his', { projectId: PRESENT }],
    ['carry away, named as its foreman', { projectId: PRESENT, foremanId: 7 }],
  ])('is not his to %s', async (_what, change) => {
    const { saved, change: execute } = aHouse();

    await expect(execute(change, foreman)).rejects.toMatchObject({ code: 'not_assigned' });

    expect(saved).toEqual([]);
  });

  it.each<[string, EstimateChange]>([
    ['rewritten', { comment: 'срочно' }],
    ['moved to a project of his', { projectId: PRESENT }],
    ['moved to another foreman of the project', { foremanId: 8 }],
  ])('may be %s by a manager', async (_what, change) => {
    const { saved, change: execute } = aHouse();

    await execute(change, manager);

    expect(saved.map(({ state }) => state)).toEqual([expect.objectContaining(change)]);
  });
});
