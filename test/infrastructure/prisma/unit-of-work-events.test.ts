import { beforeAll, describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../src/infrastructure/prisma/prisma-source.ts';
import { anItem, type House, inEachHouse } from '../../support/house.ts';

inEachHouse((house) => {
  let projectId: number;
  beforeAll(async () => {
    projectId = await house().addProject();
  });

  const inUnit = <T>(work: () => Promise<T>) => house().work.run(house().staff.manager.id, work);
  const edit: House['edit'] = (id, change) => house().edit(id, change);
  const rename = (id: number, number: string) =>
    clientOf(house().prisma).estimate.update({ where: { id }, data: { number } });
  const last = async (subject: string) => JSON.parse((await house().events(subject)).at(-1)?.data ?? '');

  describe('the events of a unit of work', () => {
    it.each([
      ['several changes of one thing', ['a', 'b', 'c'], 'c'],
      ['a change and back again', ['другая', 'начало'], 'начало'],
    ])('are one for %s, that shows how it ended', async (_what, comments, shown) => {
      const id = await house().addEstimate({ projectId, number: `${_what}: начало` });

      await inUnit(async () => {
        for (const text of comments) await edit(id, { number: `${_what}: ${text}`, items: [anItem()] });
      });

      expect(await house().typesOf(`estimate:${id}`)).toEqual(['estimate.created', 'estimate.updated']);
      expect((await last(`estimate:${id}`)).estimate_number).toBe(`${_what}: ${shown}`);
    });

    it('are one `created` for what was made and changed, and none for what was made and deleted', async () => {
      const [kept, gone] = await inUnit(async () => {
        const ids = [
          await house().estimates.add(house().anEstimate({ projectId })),
          await house().estimates.add(house().anEstimate({ projectId, items: [anItem()] })),
        ] as const;
        await edit(ids[0], { status: 'submitted' });
        await house().estimates.remove(ids[1]);
        return ids;
      });

      expect(await house().typesOf(`estimate:${kept}`)).toEqual(['estimate.created']);
      expect((await last(`estimate:${kept}`)).status_code).toBe('submitted');
      expect(await house().events(`estimate:${gone}`)).toEqual([]);
    });

    it('are one `deleted` for what was changed and deleted, showing it as it last was for others', async () => {
      const id = await house().addEstimate({ projectId, number: 'как была', items: [anItem()] });

      await inUnit(async () => {
        await edit(id, { number: 'мельком' });
        await house().estimates.remove(id);
      });

      expect(await house().typesOf(`estimate:${id}`)).toEqual(['estimate.created', 'estimate.deleted']);
      expect(await last(`estimate:${id}`)).toMatchObject({ estimate_number: 'как была', total: '2450.00' });
    });

    it('are one `updated` for what was deleted and put back under its id', async () => {
      const id = await house().addEstimate({ projectId });

      await inUnit(async () => {
        const { items: _none, ...row } = (await house().estimates.get(id, house().staff.manager)).state;
        await house().estimates.remove(id);
        await clientOf(house().prisma).estimate.create({ data: { id, ...row } });
      });

      expect(await house().typesOf(`estimate:${id}`)).toEqual(['estimate.created', 'estimate.updated']);
    });

    it('tell nothing of what was rolled back to a savepoint', async () => {
      const id = await house().addEstimate({ projectId, number: 'снаружи' });
      let made = 0;

      await inUnit(async () => {
        const savepoint = clientOf(house().prisma).$transaction(async (tx) => {
          await tx.estimate.update({ where: { id }, data: { number: 'в точке' } });
          made = (await tx.estimate.create({ data: row() })).id;
          throw new Error('back to the savepoint');
        });
        await expect(savepoint).rejects.toThrow('back to the savepoint');
        await edit(id, { comment: 'дальше' });
      });

      expect((await last(`estimate:${id}`)).estimate_number).toBe('снаружи');
      expect(made).toBeGreaterThan(0);
      expect(await house().events(`estimate:${made}`)).toEqual([]);
    });

    it('come in the order in which things of a kind were first touched', async () => {
      const ids = [await house().addEstimate({ projectId }), await house().addEstimate({ projectId })] as const;
      const before = (await house().events()).length;

      await inUnit(async () => {
        await rename(ids[1], 'первая');
        await rename(ids[0], 'вторая');
        await rename(ids[1], 'первая снова');
      });

      const subjects = (await house().events()).slice(before).map((event) => event.subject);
      expect(subjects).toEqual([`estimate:${ids[1]}`, `estimate:${ids[0]}`]);
    });
  });

  function row() {
    const { items: _none, ...state } = house().anEstimate({ projectId });
    return state;
  }
});
