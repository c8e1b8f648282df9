import { describe, expect, it } from '@jest/globals';
import { Project } from '../../../src/domain/projects/project.ts';
import { ProjectHasEstimates, ProjectNotFound } from '../../../src/domain/projects/project-errors.ts';
import { inEachHouse } from '../../support/house.ts';

const NOBODYS = 2 ** 31 - 1;

inEachHouse((house) => {
  const inUnit = <T>(work: () => Promise<T>) => house().work.run(house().staff.manager.id, work);
  const read = (id: number) => house().projectReader.find(id, house().staff.manager);

  describe('a repository of projects', () => {
    it('gives back what it was given', async () => {
      const { projects, staff } = house();
      const state = house().aProject({
        name: 'Дом «100%_\\»',
        version: 3,
        updatedAt: new Date('2026-03-02T23:59:59.999Z'),
      });

      const id = await inUnit(() => projects.add(state));

      const stored = await inUnit(() => projects.get(id, staff.manager));
      expect(stored.state).toEqual(state);
    });

    it('shows the names of its people, foremen by id', async () => {
      const { foreman, foreman2, manager } = house().staff;

      const id = await house().addProject({ foremanIds: [foreman2.id, foreman.id] });

      expect(await read(id)).toMatchObject({
        creatorId: manager.id,
        creatorName: 'Имя manager',
        foremen: [
          { id: foreman.id, name: 'Имя foreman' },
          { id: foreman2.id, name: 'Имя foreman2' },
        ],
      });
    });

    it.each([
      ['one of them', (one: number, _other: number) => [one]],
      ['nobody', () => []],
      ['another', (_one: number, other: number) => [other]],
    ])('saves the row, and assigns %s', async (_whom, choose) => {
      const { foreman, foreman2, manager } = house().staff;
      const id = await house().addProject({ foremanIds: [foreman.id] });
      const foremanIds = choose(foreman.id, foreman2.id);

      await inUnit(async () => {
        const project = await house().projects.get(id, manager);
        await house().projects.save(new Project(id, { ...project.state, name: 'Иначе', version: 2, foremanIds }));
      });

      const after = await read(id);
      expect(after).toMatchObject({ name: 'Иначе', version: 2 });
      expect((await house().projectReader.members(id)).foremanIds).toEqual(foremanIds);
    });

    it('keeps who is assigned when the change leaves that alone', async () => {
      const { manager, foreman, foreman2 } = house().staff;
      const id = await house().addProject();

      await inUnit(async () => {
        const project = await house().projects.get(id, manager);
        project.change({ address: 'пер. Тихий, 2' }, manager, house().clock.now());
        await house().projects.save(project);
      });

      expect((await read(id)).address).toBe('пер. Тихий, 2');
      expect((await house().projectReader.members(id)).foremanIds.toSorted()).toEqual([foreman.id, foreman2.id]);
    });

    it('removes a project with its assignments', async () => {
      const id = await house().addProject();

      await inUnit(() => house().projects.remove(id));

      await expect(read(id)).rejects.toThrow(ProjectNotFound);
      expect(await house().projectReader.members(id)).toEqual({ id, foremanIds: [] });
    });

    it('keeps a project that has estimates, and its assignments', async () => {
      const id = await house().addProject();
      await house().addEstimate({ projectId: id });

      await expect(inUnit(() => house().projects.remove(id))).rejects.toThrow(ProjectHasEstimates);

      expect((await read(id)).foremen).toHaveLength(2);
    });
  });

  describe('who may see a project', () => {
    it.each([
      ['admin', true],
      ['manager', true],
      ['foreman', true],
      ['foreman2', false],
    ] as const)('%s, where one foreman is assigned: %s, for change and for reading', async (who, sees) => {
      const { projects, projectReader, staff } = house();
      const id = await house().addProject({ foremanIds: [staff.foreman.id] });

      const outcomes = await Promise.allSettled([
        inUnit(() => projects.get(id, staff[who])),
        projectReader.find(id, staff[who]),
      ]);
      const listed = await projectReader.list({ limit: 200 }, staff[who]);

      expect(outcomes.map(({ status }) => status)).toEqual(Array(2).fill(sees ? 'fulfilled' : 'rejected'));
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(ProjectNotFound);
      }
      expect(listed.some((project) => project.id === id)).toBe(sees);
    });

    it('is nobody for one that is not there', async () => {
      const { projects, staff } = house();

      await expect(inUnit(() => projects.get(NOBODYS, staff.manager))).rejects.toThrow(ProjectNotFound);
      await expect(read(NOBODYS)).rejects.toThrow(ProjectNotFound);
    });
  });

  describe('the list of projects', () => {
    it('is newest first and goes on before an id, of those that are his alone', async () => {
      const { foreman, foreman2 } = house().staff;
      const [a, b, c] = [
        await house().addProject({ foremanIds: [foreman2.id] }),
        await house().addProject({ foremanIds: [foreman.id] }),
        await house().addProject({ foremanIds: [foreman2.id, foreman.id] }),
      ];
      const ids = async (limit: number, before?: number) =>
        (await house().projectReader.list({ limit, before }, foreman2)).map((project) => project.id);

      expect(await ids(2)).toEqual([c, a]);
      expect(await ids(1, c)).toEqual([a]);
      expect(await ids(200, a)).not.toContain(b);
    });
  });
});
