import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EstimateState } from '../../../src/domain/estimates/estimate.ts';
import { Project } from '../../../src/domain/projects/project.ts';
import type { Actor } from '../../../src/domain/shared/actor.ts';
import { inEachHouse } from '../../support/house.ts';

inEachHouse((house) => {
  let start: number;
  let project: number;
  beforeEach(async () => {
    start = await head();
    project = await house().addProject();
  });

  const head = async () => Number((await house().events()).at(-1)?.position);
  const inUnit = <T>(work: () => Promise<T>) => house().work.run(house().staff.manager.id, work);
  const edit = (id: number, given: Partial<EstimateState>) => inUnit(() => house().edit(id, given));
  const move = (id: number, to: Actor) => edit(id, { foremanId: to.id });
  const assign = (id: number, ...foremen: Actor[]) =>
    inUnit(async () => {
      const { state } = await house().projects.get(id, house().staff.manager);
      await house().projects.save(new Project(id, { ...state, foremanIds: foremen.map((foreman) => foreman.id) }));
    });

  /** What somebody reads since the test began, of estimates or projects: the last words of the types. */
  async function story(reader: Actor, kind: 'estimate' | 'project'): Promise<string> {
    const { events } = await house().eventLog.read(reader, { after: start, upTo: await head(), limit: 1_000 });
    const types = events.map(({ type }) => type.split('.'));
    return types.flatMap(([of, what]) => (of === kind ? [what] : [])).join(' ');
  }

  describe('what is read from the log', () => {
    it.each(['manager', 'admin'] as const)(
      'is everything of estimates and projects for the %s, and nothing else',
      async (who) => {
        const id = await house().addEstimate({ projectId: project, number: `Прочитанная: ${who}` });
        await move(id, house().staff.foreman2);
        await house().hire(`${who}-новый`, 'foreman');

        const { events } = await house().eventLog.read(house().staff[who], {
          after: start,
          upTo: await head(),
          limit: 1_000,
        });

        expect(events.map(({ type }) => type)).toEqual(['project.created', 'estimate.created', 'estimate.updated']);
        const [stored] = await house().events(`estimate:${id}`);
        expect(events[1]).toEqual({
          position: Number(stored?.position),
          stream: 'role',
          type: 'estimate.created',
          audience: stored?.audience,
          data: stored?.data,
          occurredAt: stored?.occurred_at,
        });
      },
    );

    it('is what is his for a foreman', async () => {
      const { foreman, foreman2 } = house().staff;
      await assign(project, foreman);
      const id = await house().addEstimate({ projectId: project });
      await edit(id, { comment: 'иначе' });

      const told = [
        await story(foreman, 'project'),
        await story(foreman, 'estimate'),
        await story(foreman2, 'estimate'),
      ];

      expect(told).toEqual(['created updated', 'created updated', '']);
    });

    it.each<[string, string, string, (id: number, f1: Actor, f2: Actor) => Promise<unknown>]>([
      ['was moved away', 'unassigned', 'updated', (id, _f1, f2) => move(id, f2)],
      [
        'was moved away and changed',
        'unassigned',
        'updated updated',
        async (id, _f1, f2) => {
          await move(id, f2);
          await edit(id, { version: 3 });
        },
      ],
      [
        'was moved away and deleted',
        'unassigned',
        'updated deleted',
        async (id, _f1, f2) => {
          await move(id, f2);
          await inUnit(() => house().estimates.remove(id));
        },
      ],
      [
        'was moved away and came back',
        'created unassigned updated',
        'unassigned',
        async (id, f1, f2) => {
          await move(id, f2);
          await move(id, f1);
        },
      ],
      [
        'was deleted while his',
        'created updated deleted',
        '',
        async (id) => {
          await edit(id, { version: 2 });
          await inUnit(() => house().estimates.remove(id));
        },
      ],
      ['stays his where he is taken off the project', 'created', '', (_id, _f1, f2) => assign(project, f2)],
    ])(
      'of an estimate that %s, is for its first foreman «%s» and for the other «%s»',
      async (_what, first, other, happen) => {
        const { foreman, foreman2 } = house().staff;
        const id = await house().addEstimate({ projectId: project });

        await happen(id, foreman, foreman2);

        expect([await story(foreman, 'estimate'), await story(foreman2, 'estimate')]).toEqual([first, other]);
      },
    );

    it.each<[string, string, (id: number, f1: Actor, f2: Actor) => Promise<unknown>]>([
      ['he was taken off', 'unassigned', (id, _f1, f2) => assign(id, f2)],
      [
        'he was taken off, and that was deleted',
        'unassigned',
        async (id, _f1, f2) => {
          await assign(id, f2);
          await inUnit(() => house().projects.remove(id));
        },
      ],
      ['was deleted while his', 'created deleted', (id) => inUnit(() => house().projects.remove(id))],
      [
        'he came back to',
        'created unassigned updated',
        async (id, f1, f2) => {
          await assign(id, f2);
          await assign(id, f1, f2);
        },
      ],
    ])('of a project that %s, is «%s»', async (_what, told, happen) => {
      const { foreman, foreman2 } = house().staff;

      await happen(project, foreman, foreman2);

      expect(await story(foreman, 'project')).toBe(told);
    });

    it.each(['manager', 'foreman'] as const)(
      'is, for a %s, what lies after one position and up to another, in order, page by page',
      async (who) => {
        const reader = house().staff[who];
        for (let n = 0; n < 5; n++) await house().addEstimate({ projectId: project });
        const all = (await house().eventLog.read(reader, { after: start, upTo: await head(), limit: 100 })).events.map(
          (event) => event.position,
        );
        const read = async (after: number, upTo: number, limit: number) =>
          (await house().eventLog.read(reader, { after, upTo, limit })).events.map((event) => event.position);

        const [first, second, third, fourth] = all as [number, number, number, number];

        expect(all).toHaveLength(6);
        expect(all).toEqual(all.toSorted((one, other) => one - other));
        expect(await read(start, await head(), 2)).toEqual([first, second]);
        expect(await read(second, await head(), 2)).toEqual([third, fourth]);
        expect(await read(first, third, 100)).toEqual([second, third]);
        expect(await read(third, third, 100)).toEqual([]);
      },
    );

    it('is empty for a foreman without estimates and projects', async () => {
      const stranger = await house().hire(`чужой-${start}`, 'foreman');

      const { events } = await house().eventLog.read(stranger, { after: 0, upTo: await head(), limit: 1_000 });

      expect(events).toEqual([]);
    });
  });
});
