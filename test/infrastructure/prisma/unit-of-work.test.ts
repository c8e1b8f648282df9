import { beforeAll, describe, expect, it } from '@jest/globals';
import { NumberTaken } from '../../../src/domain/estimates/estimate-errors.ts';
import { clientOf } from '../../../src/infrastructure/prisma/prisma-source.ts';
import { anItem, inEachHouse } from '../../support/house.ts';

class MindChanged extends Error {}

inEachHouse((house) => {
  let projectId: number;
  beforeAll(async () => {
    projectId = await house().addProject();
  });

  const add = (number: string) => house().estimates.add(house().anEstimate({ projectId, number, items: [anItem()] }));
  const rows = async (number: string) =>
    (await house().estimateReader.list({ text: number }, { limit: 200 }, house().staff.manager)).length;
  const actors = async (subject: string) => (await house().events(subject)).map((event) => event.actor_id);

  describe('a unit of work', () => {
    it('answers what its work answers', async () => {
      const answer = await house().work.run(null, async () => 'готово');

      expect(answer).toBe('готово');
    });

    it('leaves neither row nor event when its work fails, at whatever point', async () => {
      const before = (await house().events()).length;

      const failing = house().work.run(null, async () => {
        await add('откат');
        throw new MindChanged();
      });

      await expect(failing).rejects.toThrow(MindChanged);
      expect([await rows('откат'), (await house().events()).length]).toEqual([0, before]);
    });

    it.each([
      ['before other changes', async () => void (await add('после ошибки'))],
      ['as the last thing it does', async () => undefined],
    ])('does not succeed when an error of the database was swallowed %s', async (_when, goOn) => {
      await house().work.run(null, () => add(`занят ${_when}`));
      const before = (await house().events()).length;

      const swallowing = house().work.run(null, async () => {
        await add('глоток');
        await expect(add(`занят ${_when}`)).rejects.toThrow(NumberTaken);
        await goOn();
      });

      await expect(swallowing).rejects.toThrow();
      expect([await rows('глоток'), (await house().events()).length]).toEqual([0, before]);
    });

    it('does not succeed when an error was swallowed and nothing else was done', async () => {
      await house().work.run(null, () => add('уже есть'));

      const swallowing = house().work.run(null, () => add('уже есть').catch(() => undefined));

      await expect(swallowing).rejects.toThrow();
    });

    it('sees its own changes, and nobody else does until it ends', async () => {
      await house().work.run(null, async () => {
        await add('своё');
        expect(await rows('своё')).toBe(1);
        if (house().kind === 'PostgreSQL') {
          const outside = await house().database.pool.query("SELECT FROM estimates WHERE number = 'своё'");
          expect(outside.rowCount).toBe(0);
        }
      });

      expect(await rows('своё')).toBe(1);
    });
  });

  describe('a unit inside a unit', () => {
    it('is undone with the outer one', async () => {
      const failing = house().work.run(null, async () => {
        await house().work.run(null, () => add('внутри'));
        throw new MindChanged();
      });

      await expect(failing).rejects.toThrow(MindChanged);
      expect(await rows('внутри')).toBe(0);
    });

    it('puts what it touches down to its own actor, and only that', async () => {
      const { manager, foreman } = house().staff;
      const made: number[] = [];

      await house().work.run(manager.id, async () => {
        made.push(await add('до'));
        await house().work.run(foreman.id, async () => made.push(await add('в')));
        await expect(house().work.run(null, () => Promise.reject(new MindChanged()))).rejects.toThrow(MindChanged);
        made.push(await add('после'));
      });

      const [before, inner, after] = made;
      expect(await actors(`estimate:${before}`)).toEqual([manager.id]);
      expect(await actors(`estimate:${inner}`)).toEqual([foreman.id]);
      expect(await actors(`estimate:${after}`)).toEqual([manager.id]);
      expect(JSON.parse((await house().events(`estimate:${inner}`))[0]?.data ?? '').actor_id).toBe(foreman.id);
    });

    it('is one transaction with the outer one', async () => {
      const clients = await house().work.run(null, async () => [
        clientOf(house().prisma),
        await house().work.run(null, async () => clientOf(house().prisma)),
      ]);

      expect(clients[0]).toBe(clients[1]);
    });
  });
});
