import { beforeAll, describe, expect, it } from '@jest/globals';
import { EstimateNotFound } from '../../../src/domain/estimates/estimate-errors.ts';
import { inEachHouse } from '../../support/house.ts';

inEachHouse((house) => {
  let projectId: number;
  beforeAll(async () => {
    projectId = await house().addProject();
  });

  const inUnit = <T>(work: () => Promise<T>) => house().work.run(house().staff.manager.id, work);

  describe('who may see an estimate', () => {
    it.each([
      ['admin', true],
      ['manager', true],
      ['foreman', true],
      ['foreman2', false],
    ] as const)('%s of another foreman: %s, for change and for reading', async (who, sees) => {
      const id = await house().addEstimate({ projectId });
      const actor = house().staff[who];

      const outcomes = await Promise.allSettled([
        inUnit(() => house().estimates.get(id, actor)),
        house().estimateReader.find(id, actor),
        house()
          .estimateReader.list({}, { limit: 200 }, actor)
          .then((all) => (all.some((one) => one.id === id) ? id : Promise.reject(new EstimateNotFound()))),
      ]);

      expect(outcomes.map(({ status }) => status)).toEqual(Array(3).fill(sees ? 'fulfilled' : 'rejected'));
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(EstimateNotFound);
      }
    });

    it('is nobody for one that is not there', async () => {
      const { manager } = house().staff;

      await expect(inUnit(() => house().estimates.get(2 ** 31 - 1, manager))).rejects.toThrow(EstimateNotFound);
      await expect(house().estimateReader.find(2 ** 31 - 1, manager)).rejects.toThrow(EstimateNotFound);
    });
  });
});
