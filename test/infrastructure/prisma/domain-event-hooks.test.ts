import { beforeAll, describe, expect, it } from '@jest/globals';
import { UnhookedWrite } from '../../../src/infrastructure/prisma/domain-event-hooks.ts';
import { clientOf } from '../../../src/infrastructure/prisma/prisma-source.ts';
import { inEachHouse } from '../../support/house.ts';
import { data, INSIDE, PASSES_BY, part, RAW, type Tx } from './refused-writes.ts';

inEachHouse((house) => {
  let id: number;
  beforeAll(async () => {
    const projectId = await house().addProject();
    id = await house().addEstimate({ projectId });
    await house().work.run(null, () => clientOf(house().prisma).estimateItem.createMany({ data: [part(id)] }));
  });

  /** Refused, with a word of help, and nothing came of it. */
  async function expectRefused(mistake: () => PromiseLike<unknown>, help: RegExp): Promise<void> {
    const before = await everything();

    const outcome = await Promise.resolve(mistake()).catch((error: unknown) => error);

    expect(outcome).toBeInstanceOf(UnhookedWrite);
    expect((outcome as Error).message).toMatch(help);
    expect(await everything()).toBe(before);
  }

  async function everything(): Promise<string> {
    const tables = ['estimates', 'estimate_items', 'projects', 'project_foremen', 'users', 'sessions', 'event_log'];
    const rows = tables.map(
      async (table) => (await house().database.pool.query(`SELECT * FROM ${table} ORDER BY 1, 2`)).rows,
    );
    return JSON.stringify(await Promise.all(rows));
  }

  describe('the hooks, inside a unit of work', () => {
    it.each(INSIDE)('refuse %s', async (_what, help, mistake) => {
      await expectRefused(() => house().work.run(null, async () => await mistake(clientOf(house().prisma), id)), help);
    });

    it.each([
      ['with a model', PASSES_BY, (tx: Tx) => tx.estimate.update({ where: { id }, data })],
      ['with parts', PASSES_BY, (tx: Tx) => tx.estimateItem.deleteMany({ where: { estimateId: id } })],
      ['with raw SQL', RAW, (tx: Tx) => tx.$executeRaw`UPDATE estimates SET comment = 'тайком'`],
    ])('refuse the outer client %s', async (_what, help, mistake) => {
      await expectRefused(() => house().work.run(null, async () => await mistake(house().prisma)), help);
    });

    it('refuse a batch', async () => {
      const { prisma, work } = house();

      await expectRefused(
        () => work.run(null, () => prisma.$transaction([prisma.estimate.update({ where: { id }, data })])),
        PASSES_BY,
      );
    });
  });

  describe('the hooks, outside of any unit of work', () => {
    it.each([
      ['create', PASSES_BY, (tx: Tx) => tx.user.create({ data: {} as never })],
      ['update', PASSES_BY, (tx: Tx) => tx.estimate.update({ where: { id }, data })],
      ['delete', PASSES_BY, (tx: Tx) => tx.estimate.delete({ where: { id } })],
      ['parts', PASSES_BY, (tx: Tx) => tx.estimateItem.deleteMany({ where: { estimateId: id } })],
      ['raw SQL', RAW, (tx: Tx) => tx.$queryRaw`SELECT 1`],
    ])('refuse %s', async (_what, help, mistake) => {
      await expectRefused(() => mistake(house().prisma), help);
      await expectRefused(() => house().prisma.$transaction(async (tx) => await mistake(tx)), help);
    });

    it('refuse what comes after the unit ended', async () => {
      let end = () => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      let late: Promise<unknown> = Promise.resolve();

      await house().work.run(null, async () => {
        const tx = clientOf(house().prisma);
        late = ended.then(() => tx.estimate.update({ where: { id }, data }));
      });

      await expectRefused(() => {
        end();
        return late;
      }, PASSES_BY);
    });

    it('let everybody read', async () => {
      const { prisma } = house();

      const found = await prisma.estimate.findMany({ where: { id }, select: { number: true } });

      expect([found.length, await prisma.estimate.count({ where: { id } })]).toEqual([1, 1]);
    });
  });

  it('a write that was not awaited is never silent', async () => {
    const { prisma, work } = house();
    const before = (await house().events(`estimate:${id}`)).length;
    let forgotten: Promise<unknown> = Promise.resolve();

    const unit = work.run(null, async () => {
      forgotten = clientOf(prisma)
        .estimate.update({ where: { id }, data: { comment: 'забытая' } })
        .then();
      forgotten.catch(() => undefined); // looked at below
    });
    await Promise.allSettled([unit, forgotten]);

    const written = (await prisma.estimate.findUniqueOrThrow({ where: { id } })).comment === 'забытая';
    expect((await house().events(`estimate:${id}`)).length - before).toBe(written ? 1 : 0);
  });
});
