import { describe, expect, it } from '@jest/globals';
import { Project, type ProjectState } from '../../../src/domain/projects/project.ts';
import type { Actor } from '../../../src/domain/shared/actor.ts';
import { Forbidden } from '../../../src/domain/shared/domain-error.ts';

const born = new Date('2026-03-02T08:00:00Z');
const now = new Date('2026-03-03T08:00:00Z');
const foreman: Actor = { id: 7, role: 'foreman' };
const office: Actor[] = [
  { id: 1, role: 'admin' },
  { id: 2, role: 'manager' },
];
const wanted = { name: 'Дом', address: 'Набережная, 1', foremanIds: [8, 7, 8] };
const state: ProjectState = { ...wanted, foremanIds: [7], creatorId: 2, version: 4, createdAt: born, updatedAt: born };

describe('a project', () => {
  it.each(office)('begins at version 1 with each foreman once, made by $role', (actor) => {
    expect(Project.draft(wanted, actor, now)).toEqual({
      ...wanted,
      foremanIds: [7, 8],
      creatorId: actor.id,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
  });

  it.each(office)('is changed by $role in what the change names and no more', (actor) => {
    const project = new Project(3, state);

    project.change({ address: 'Лесная, 2' }, actor, now);

    expect(project.state).toEqual({ ...state, address: 'Лесная, 2', version: 5, updatedAt: now });
  });

  it.each([
    [
      [9, 8, 9],
      [8, 9],
    ],
    [[], []],
  ])('has its assignment replaced by %j', (foremanIds, kept) => {
    const project = new Project(3, state);

    project.change({ foremanIds }, { id: 1, role: 'admin' }, now);

    expect(project.foremanIds).toEqual(kept);
  });

  it('is neither made nor changed by a foreman, not even his own', () => {
    const project = new Project(3, state);

    expect(() => Project.draft(wanted, foreman, now)).toThrow(Forbidden);
    expect(() => project.change({ name: 'Мой дом' }, foreman, now)).toThrow(Forbidden);
    expect(project.state).toEqual(state);
  });
});
