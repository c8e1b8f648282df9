import { describe, expect, it } from '@jest/globals';
import type { Target } from '../../../src/usecases/ports/switchboard.ts';
import { inEachHouse } from '../../support/house.ts';
import { aDeadlock, MindChanged, REJECTED, telling } from './telling.ts';

inEachHouse((house) => {
  const at = telling(house);

  /** All targets that are not a user alone. */
  const SAYINGS: [string, () => Promise<number>][] = [
    ['a client', () => at().notifier.notifyClient('phone', 'estimate-rejected', REJECTED)],
    ['a session', () => at().notifier.notifySession('his', 'estimate-rejected', REJECTED)],
    ['a role', () => at().notifier.notifyRole('foreman', 'estimate-rejected', REJECTED)],
    ['everybody', () => at().notifier.broadcast('estimate-rejected', REJECTED)],
    [
      'a user on one device',
      () => at().sender.send({ userId: house().staff.foreman.id, clientId: 'phone' }, 'estimate-rejected', REJECTED),
    ],
  ];

  describe.each(SAYINGS)('a notice to %s', (_whom, say) => {
    it('is not stored, and is said when the unit is committed and not before', async () => {
      const before = (await house().events()).length;

      const counted = await at().run(async () => {
        const counted = await say();
        await new Promise(setImmediate); // whatever were said already would be heard by now
        expect(at().heard()).toEqual([]);
        return counted;
      });
      await at().settled();

      expect(at().heard()).toEqual([{ type: 'estimate-rejected', data: JSON.stringify(REJECTED) }]);
      expect([counted, (await house().events()).length]).toEqual([1, before]);
    });

    it('is never said by a unit that is rolled back, and once by one that had to be run again', async () => {
      let runs = 0;

      const failing = at().run(async () => {
        await say();
        throw new MindChanged();
      });
      await expect(failing).rejects.toThrow(MindChanged);
      await at().settled();
      const afterFailing = at().heard().length;
      await at().run(async () => {
        await say();
        if (++runs === 1) throw aDeadlock();
      });
      await at().settled();

      expect([afterFailing, at().heard().length, runs]).toEqual([0, 1, 2]);
    });

    it('waits for the outermost unit', async () => {
      const failing = at().run(async () => {
        await at().run(say);
        throw new MindChanged();
      });

      await expect(failing).rejects.toThrow(MindChanged);
      await at().settled();
      expect(at().heard()).toEqual([]);
    });

    it('is said at once outside of a unit', async () => {
      expect(await say()).toBe(1);
      expect(at().heard()).toHaveLength(1);
    });
  });

  it('says several notices in the order in which the unit sent them', async () => {
    const targets: Target[] = [{}, { role: 'foreman' }, { clientId: 'phone' }, {}];

    await at().run(async () => {
      for (const [n, target] of targets.entries()) await at().sender.send(target, 'note', n);
    });
    await at().settled();

    expect(
      at()
        .heard()
        .map(({ data }) => data),
    ).toEqual(['0', '1', '2', '3']);
  });
});
