import { beforeAll, describe, expect, it } from '@jest/globals';
import { UnhookedWrite } from '../../../src/infrastructure/prisma/domain-event-hooks.ts';
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

    it('can not be of what was taken back to a savepoint: there are none', async () => {
      const id = await house().addEstimate({ projectId, number: 'снаружи' });

      await inUnit(async () => {
        expect(() => clientOf(house().prisma).$transaction(async () => {})).toThrow(UnhookedWrite);
        await edit(id, { comment: 'дальше' });
      });

      expect(await house().typesOf(`estimate:${id}`)).toEqual(['estimate.created', 'estimate.updated']);
    });

    it('show what was written after the thing was read', async () => {
      const id = await house().addEstimate({ projectId });
      const read = () => house().estimateReader.find(id, house().staff.manager);

      await inUnit(async () => {
        await rename(id, 'прочитано');
        await read();
        await rename(id, 'и переписано');
      });
      expect((await last(`estimate:${id}`)).estimate_number).toBe('и переписано');

      await inUnit(async () => {
        await Promise.all([read(), rename(id, 'между делом'), read()]);
      });
      expect((await last(`estimate:${id}`)).estimate_number).toBe('между делом');
    });

    it('show the names that things had last, also those of others', async () => {
      const id = await house().addEstimate({ projectId });

      await inUnit(async () => {
        await rename(id, 'переименована');
        await house().estimateReader.find(id, house().staff.manager);
        await clientOf(house().prisma).project.update({ where: { id: projectId }, data: { name: 'Новое имя' } });
      });

      expect((await last(`estimate:${id}`)).project_name).toBe('Новое имя');
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
});
