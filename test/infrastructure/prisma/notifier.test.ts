import { describe, expect, it } from '@jest/globals';
import { clientOf } from '../../../src/infrastructure/prisma/prisma-source.ts';
import { allowRaw } from '../../../src/infrastructure/prisma/unit-scope.ts';
import { inEachHouse } from '../../support/house.ts';
import { aDeadlock, MindChanged, REJECTED, telling } from './telling.ts';

inEachHouse((house, kind) => {
  const at = telling(house);
  const inbox = () => house().events(`inbox:${house().staff.foreman.id}`);

  describe('a notice to a user', () => {
    it('is an event of his inbox, in the transaction of the unit, with who did it and in which request', async () => {
      const { foreman, manager } = house().staff;
      const before = (await inbox()).length;

      const delivered = await house().trace.run('request-1', () =>
        at().run(async () => {
          const delivered = await at().notifier.notifyUser(foreman.id, 'estimate-rejected', REJECTED);
          if (kind === 'PostgreSQL') expect(await inbox()).toHaveLength(before); // others do not see it yet
          return delivered;
        }),
      );

      const [stored] = (await inbox()).slice(before);
      expect(stored).toEqual({
        position: expect.stringMatching(/^\d+$/),
        stream: 'targeted',
        type: 'estimate-rejected',
        subject: `inbox:${foreman.id}`,
        audience: [`user:${foreman.id}`],
        data: JSON.stringify(REJECTED),
        reason: null,
        actor_id: manager.id,
        request_id: 'request-1',
        occurred_at: house().clock.now(),
      });
      expect(delivered).toBe(1);
      expect(at().heard()).toEqual([]); // the log brings it
    });

    it('is gone with the unit, and is stored once by one that had to be run again', async () => {
      const { foreman } = house().staff;
      const before = (await inbox()).length;
      let runs = 0;

      const failing = at().run(async () => {
        await at().notifier.notifyUser(foreman.id, 'estimate-rejected', REJECTED);
        throw new MindChanged();
      });
      await expect(failing).rejects.toThrow(MindChanged);
      const afterFailing = (await inbox()).length;
      await at().run(async () => {
        await at().notifier.notifyUser(foreman.id, 'estimate-rejected', REJECTED);
        if (++runs === 1) throw aDeadlock();
      });

      expect([afterFailing, (await inbox()).length, runs]).toEqual([before, before + 1, 2]);
    });

    it('is stored outside of a unit too, of which nobody is the author', async () => {
      await at().sender.send({ userId: house().staff.foreman.id }, 'note', { text: 'сама по себе' });

      expect((await inbox()).at(-1)).toMatchObject({ type: 'note', actor_id: null, request_id: null });
    });

    it('counts his connections, and nobody where he is away', async () => {
      const { foreman, foreman2 } = house().staff;

      const counts = [
        await at().notifier.notifyUser(foreman.id, 'estimate-rejected', REJECTED),
        await at().notifier.notifyUser(foreman2.id, 'estimate-rejected', REJECTED),
      ];

      expect(counts).toEqual([1, 0]);
    });

    it('is no excuse for a silent change of his row', async () => {
      const { foreman } = house().staff;
      const before = (await inbox()).length;

      const silent = at().run(async () => {
        await at().notifier.notifyUser(foreman.id, 'estimate-rejected', REJECTED);
        await allowRaw(
          () => clientOf(house().prisma).$executeRaw`UPDATE users SET name = 'тайком' WHERE id = ${foreman.id}`,
        );
      });

      await expect(silent).rejects.toThrow(/leaves no event/);
      expect(await inbox()).toHaveLength(before);
    });
  });
});
