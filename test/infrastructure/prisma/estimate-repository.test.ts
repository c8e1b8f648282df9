import { beforeAll, describe, expect, it } from '@jest/globals';
import type { EstimateState } from '../../../src/domain/estimates/estimate.ts';
import { EstimateNotFound, NumberTaken } from '../../../src/domain/estimates/estimate-errors.ts';
import { ProjectNotFound } from '../../../src/domain/projects/project-errors.ts';
import { anItem, inEachHouse } from '../../support/house.ts';

inEachHouse((house) => {
  let projectId: number;
  beforeAll(async () => {
    projectId = await house().addProject({ name: 'Дом у реки' });
  });

  const inUnit = <T>(work: () => Promise<T>) => house().work.run(house().staff.manager.id, work);
  const edited = (id: number, given: Partial<EstimateState>) => inUnit(() => house().edit(id, given));

  describe('a repository of estimates', () => {
    it('gives back what it was given, to the last digit and millisecond', async () => {
      const items = [
        anItem({ name: 'Цемент', quantity: '123456789.999', unitPrice: '0.01' }),
        anItem({ name: 'Песок', quantity: '0.001', unitPrice: '999999999999.99' }),
        anItem({ name: 'Работа', quantity: '0', unitPrice: '0' }),
      ];
      const state = house().anEstimate({
        projectId,
        items,
        status: 'rejected',
        rejectionReason: 'дорого',
        comment: '%_\\',
        version: 7,
        updatedAt: new Date('2026-03-02T23:59:59.999Z'),
      });

      const id = await inUnit(() => house().estimates.add(state));

      const { state: stored } = await inUnit(() => house().estimates.get(id, house().staff.manager));
      expect({ ...stored, items: [] }).toEqual({ ...state, items: [] });
      expect(stored.items.map((item) => [item.name, item.unit, `${item.quantity}`, `${item.unitPrice}`])).toEqual([
        ['Цемент', 'шт.', '123456789.999', '0.01'],
        ['Песок', 'шт.', '0.001', '999999999999.99'],
        ['Работа', 'шт.', '0', '0'],
      ]);
    });

    it('shows the names of the project and the people, from the row as it is', async () => {
      const id = await house().addEstimate({ projectId });

      const found = await house().estimateReader.find(id, house().staff.foreman);

      expect(found).toMatchObject({
        id,
        projectName: 'Дом у реки',
        foremanName: 'Имя foreman',
        creatorName: 'Имя foreman',
      });
    });

    it('saves the row', async () => {
      const id = await house().addEstimate({ projectId, items: [anItem()] });

      await edited(id, { comment: 'иначе', status: 'submitted', version: 2, foremanId: house().staff.foreman2.id });

      const after = await house().estimateReader.find(id, house().staff.manager);
      expect(after).toMatchObject({ comment: 'иначе', status: 'submitted', version: 2, foremanName: 'Имя foreman2' });
      expect(after.items).toHaveLength(1);
    });

    it.each([
      ['other items', [anItem({ name: 'Б' }), anItem({ name: 'А' })], ['Б', 'А']],
      ['none', [], []],
    ])('replaces the items by %s, in their order', async (_what, items, names) => {
      const id = await house().addEstimate({ projectId, items: [anItem({ name: 'старая' }), anItem(), anItem()] });

      await edited(id, { items, version: 2 });

      const after = await house().estimateReader.find(id, house().staff.manager);
      expect(after.items.map((item) => item.name)).toEqual(names);
    });

    it('keeps the items when the change leaves them alone', async () => {
      const id = await house().addEstimate({ projectId, items: [anItem({ name: 'остаётся' })] });

      await inUnit(async () => {
        const { estimates, projectReader, staff, clock } = house();
        const estimate = await estimates.get(id, staff.manager);
        estimate.change({ comment: 'новый' }, await projectReader.members(projectId), staff.manager, clock.now());
        await estimates.save(estimate);
      });

      const after = await house().estimateReader.find(id, house().staff.manager);
      expect(after.items.map((item) => item.name)).toEqual(['остаётся']);
    });

    it('removes the estimate with its items', async () => {
      const id = await house().addEstimate({ projectId, items: [anItem(), anItem()] });

      await inUnit(() => house().estimates.remove(id));

      const items = await house().database.pool.query('SELECT FROM estimate_items WHERE estimate_id = $1', [id]);
      expect(items.rowCount).toBe(0);
      await expect(house().estimateReader.find(id, house().staff.manager)).rejects.toThrow(EstimateNotFound);
    });

    it('names the number that is taken, when adding and when saving', async () => {
      await house().addEstimate({ projectId, number: 'С-занят' });
      const other = await house().addEstimate({ projectId });

      const added = house().addEstimate({ projectId, number: 'С-занят' });
      await expect(added).rejects.toThrow(NumberTaken);
      const saved = edited(other, { number: 'С-занят' });

      await expect(saved).rejects.toThrow(/«С-занят»/);
      await expect(saved).rejects.toThrow(NumberTaken);
    });

    it('says not found for a project that is gone', async () => {
      const added = house().addEstimate({ projectId: 2 ** 31 - 1 });

      await expect(added).rejects.toThrow(ProjectNotFound);
    });
  });
});
