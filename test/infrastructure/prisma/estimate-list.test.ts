import { beforeAll, describe, expect, it } from '@jest/globals';
import type { EstimateFilter } from '../../../src/domain/estimates/estimate-repository.ts';
import { inEachHouse } from '../../support/house.ts';

inEachHouse((house) => {
  describe('the list of estimates', () => {
    const id: Record<string, number> = {};
    const project: Record<string, number> = {};

    beforeAll(async () => {
      const { foreman2 } = house().staff;
      project.house = await house().addProject({ name: 'Дом 50% готов' });
      project.barn = await house().addProject({ name: 'Амбар' });
      const add = async (number: string, given: object) => {
        id[number] = await house().addEstimate({ projectId: project.house as number, number, ...given });
      };
      await add('A_1', {});
      await add('AB1', { status: 'submitted' });
      await add('back\\slash', { foremanId: foreman2.id });
      await add('Кровля', { projectId: project.barn });
      await add('100%', { projectId: project.barn, foremanId: foreman2.id });
    });

    const list = async (filter: EstimateFilter, who: 'manager' | 'foreman' | 'foreman2' = 'manager', limit = 50) =>
      (await house().estimateReader.list(filter, { limit }, house().staff[who])).map((found) => found.number);

    it('is newest first', async () => {
      const numbers = await list({});

      expect(numbers).toEqual(['100%', 'Кровля', 'back\\slash', 'AB1', 'A_1']);
    });

    it('goes on before an id, without a gap or a double, and ends', async () => {
      const seen: string[] = [];
      let before: number | undefined;

      for (let page = 0; page < 4; page++) {
        const part = await house().estimateReader.list({}, { limit: 2, before }, house().staff.manager);
        seen.push(...part.map((one) => one.number));
        before = part.at(-1)?.id ?? before;
      }

      expect(seen).toEqual(['100%', 'Кровля', 'back\\slash', 'AB1', 'A_1']);
    });

    it.each([
      ['a project', () => ({ projectId: project.barn }), ['100%', 'Кровля']],
      ['a foreman', () => ({ foremanId: house().staff.foreman2.id }), ['100%', 'back\\slash']],
      ['a status', () => ({ status: 'submitted' }) as const, ['AB1']],
      [
        'all at once',
        () => ({ projectId: project.house, status: 'draft', text: 'a' }) as const,
        ['back\\slash', 'A_1'],
      ],
      ['a project that is not there', () => ({ projectId: 2 ** 31 - 1 }), []],
    ])('is narrowed to %s', async (_what, filter, expected) => {
      const numbers = await list(filter());

      expect(numbers).toEqual(expected);
    });

    it.each([
      ['100%', ['100%']],
      ['%', ['100%', 'back\\slash', 'AB1', 'A_1']], // the other three by the name of their project
      ['A_1', ['A_1']],
      ['_', ['A_1']],
      ['\\', ['back\\slash']],
      ['\\s', ['back\\slash']],
      ['кРОВ', ['Кровля']],
      ['амбар', ['100%', 'Кровля']],
      ["' OR 1=1 --", []],
    ])('finds the text %j as it stands, whatever the case', async (text, expected) => {
      const numbers = await list({ text });

      expect(numbers).toEqual(expected);
    });

    it('shows a foreman his own alone, whatever he asks for', async () => {
      const { foreman2 } = house().staff;

      expect(await list({}, 'foreman2')).toEqual(['100%', 'back\\slash']);
      expect(await list({ foremanId: foreman2.id }, 'foreman')).toEqual([]);
      expect(await list({ text: '%' }, 'foreman')).toEqual(['AB1', 'A_1']);
      expect(await list({}, 'foreman', 2)).toEqual(['Кровля', 'AB1']);
    });
  });
});
