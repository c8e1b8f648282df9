import { beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../src/infrastructure/prisma/prisma-source.ts';
import { type House, inEachHouse } from '../../support/house.ts';

const UNITS = 24;

inEachHouse((house, kind) => {
  let projectId: number;
  beforeAll(async () => {
    projectId = await house().addProject();
  });

  const edit: House['edit'] = (id, change) => house().edit(id, change);

  describe('units of work at once on one row', () => {
    it('lose no change, and each event goes on from the one before', async () => {
      const id = await house().addEstimate({ projectId });

      await Promise.all(
        Array.from({ length: UNITS }, () =>
          house().work.run(null, () => edit(id, ({ version }) => ({ version: version + 1 }))),
        ),
      );

      const versions = (await house().events(`estimate:${id}`)).map(({ data }) => JSON.parse(data).version);
      expect(versions).toEqual(Array.from({ length: UNITS + 1 }, (_, n) => n + 1));
    });

    it('tell each loss to the foreman who lost it', async () => {
      const { foreman, foreman2 } = house().staff;
      const id = await house().addEstimate({ projectId });

      await Promise.all(
        Array.from({ length: UNITS }, (_, n) =>
          house().work.run(null, () =>
            clientOf(house().prisma).estimate.update({
              where: { id },
              data: { foremanId: n % 3 === 0 ? foreman.id : foreman2.id },
            }),
          ),
        ),
      );

      const told = await losses(id);
      expect(told.length).toBeGreaterThan(0);
      expect(told).toEqual(await movesOf(id));
    });
  });

  /** Who lost it, as the events say it. */
  async function losses(id: number): Promise<string[]> {
    const events = await house().events(`estimate:${id}`);
    return events.filter(({ type }) => type === 'estimate.unassigned').flatMap(({ audience }) => audience);
  }

  /** Who lost it, as it follows from one state to the next. */
  async function movesOf(id: number): Promise<string[]> {
    const events = (await house().events(`estimate:${id}`)).filter(({ type }) => type !== 'estimate.unassigned');
    const foremen = events.map(({ data }) => JSON.parse(data).foreman_id as number);
    return foremen
      .filter((foreman, n) => n + 1 < foremen.length && foreman !== foremen[n + 1])
      .map((one) => `user:${one}`);
  }

  if (kind === 'PostgreSQL') {
    describe('units that wait for each other', () => {
      it('both succeed: one of them is run again', async () => {
        const ids = [await house().addEstimate({ projectId }), await house().addEstimate({ projectId })] as const;
        let runs = 0;
        let arrive = () => {};
        const bothHoldOne = new Promise<void>((resolve) => {
          arrive = resolve;
        });
        const crosswise = (first: number, second: number) =>
          house().work.run(null, async () => {
            await edit(first, ({ version }) => ({ version: version + 1 }));
            if (++runs === 2) arrive();
            await bothHoldOne;
            await edit(second, ({ version }) => ({ version: version + 1 }));
          });

        await Promise.all([crosswise(ids[0], ids[1]), crosswise(ids[1], ids[0])]);

        const versions = await Promise.all(
          ids.map(async (id) => (await house().estimateReader.find(id, house().staff.manager)).version),
        );
        expect({ runs, versions }).toEqual({ runs: 3, versions: [3, 3] });
      });
    });
  }
});
