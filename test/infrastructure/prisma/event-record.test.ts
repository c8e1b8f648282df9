import { beforeAll, describe, expect, it } from '@jest/globals';
import { Project } from '../../../src/domain/projects/project.ts';
import { anItem, inEachHouse } from '../../support/house.ts';

const ESTIMATE_KEYS =
  'estimate_id estimate_number project_id project_name foreman_id foreman_name creator_id creator_name status created_at ' +
  'status_code total version updated_at actor_id';
const PROJECT_KEYS =
  'project_id project_name address foreman_ids creator_id creator_name version created_at updated_at actor_id';

inEachHouse((house) => {
  let projectId: number;
  beforeAll(async () => {
    projectId = await house().addProject();
  });

  const inUnit = <T>(work: () => Promise<T>) => house().work.run(house().staff.manager.id, work);

  describe('the record of an event', () => {
    it('says who, in which request, when and, of a rejection, why', async () => {
      const { clock, trace, staff } = house();
      const id = await house().addEstimate({ projectId, status: 'submitted', items: [anItem()] });
      clock.time = new Date('2026-04-05T06:07:08.009Z');

      await trace.run('запрос-17', () =>
        inUnit(async () => {
          const estimate = await house().estimates.get(id, staff.manager);
          estimate.reject('слишком дорого', staff.manager, clock.now());
          await house().estimates.save(estimate);
        }),
      );
      await house().work.run(null, () => house().edit(id, { comment: 'позже' }));

      const [, rejected, later] = await house().events(`estimate:${id}`);
      expect(rejected).toMatchObject({
        actor_id: staff.manager.id,
        request_id: 'запрос-17',
        reason: 'слишком дорого',
        occurred_at: clock.time,
        stream: 'role',
        audience: ['role:manager', 'role:admin', `user:${staff.foreman.id}`],
      });
      expect(later).toMatchObject({ actor_id: null, request_id: null, reason: null });
      expect(rejected?.data).not.toContain('слишком дорого');
    });

    it.each(['created', 'updated', 'deleted'])(
      'keeps the keys of estimate.%s in the order of the contract',
      async (verb) => {
        const id = await house().addEstimate({ projectId, items: [anItem({ quantity: '0.333', unitPrice: '10.05' })] });
        if (verb === 'updated') await inUnit(() => house().edit(id, { version: 2 }));
        if (verb === 'deleted') await inUnit(() => house().estimates.remove(id));

        const event = (await house().events(`estimate:${id}`)).at(-1);

        expect(event?.type).toBe(`estimate.${verb}`);
        expect(Object.keys(JSON.parse(event?.data ?? '')).join(' ')).toBe(ESTIMATE_KEYS);
        expect(JSON.parse(event?.data ?? '')).toMatchObject({ status: 'Черновик', total: '3.35' });
      },
    );

    it('keeps the keys of projects, and names those who were taken off', async () => {
      const { projects, staff } = house();
      const id = await house().addProject();

      await inUnit(async () => {
        const { state } = await projects.get(id, staff.manager);
        await projects.save(new Project(id, { ...state, foremanIds: [staff.foreman.id] }));
      });

      const events = await house().events(`project:${id}`);
      expect(events.map(({ type, audience }) => [type, audience.at(-1)])).toEqual([
        ['project.created', `user:${staff.foreman2.id}`],
        ['project.updated', `user:${staff.foreman.id}`],
        ['project.unassigned', `user:${staff.foreman2.id}`],
      ]);
      const keys = events.map(({ data }) => Object.keys(JSON.parse(data)).join(' '));
      expect(keys).toEqual([PROJECT_KEYS, PROJECT_KEYS, 'project_id project_name']);
    });
  });
});
