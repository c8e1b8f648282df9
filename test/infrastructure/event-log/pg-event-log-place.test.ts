import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Standing } from '../../../src/usecases/ports/event-log.ts';
import { inEachHouse } from '../../support/house.ts';

inEachHouse((house) => {
  const query = async (sql: string, values: unknown[] = []) => (await house().database.pool.query(sql, values)).rows[0];
  const head = async () => Number((await query('SELECT max(position) AS head FROM event_log')).head);
  const lastJump = async () => {
    const { tip, target } = await query(
      'SELECT after_position AS tip, before_position AS target FROM event_log_jumps ORDER BY 2 DESC LIMIT 1',
    );
    return { tip: Number(tip), target: Number(target) };
  };
  const standing = async (position: number): Promise<Standing> => (await house().eventLog.place(position)).standing;

  describe('the place of a position in the log', () => {
    it('spans from the oldest kept to the newest', async () => {
      const { oldest } = await query('SELECT min(position) AS oldest FROM event_log');

      const place = await house().eventLog.place(await head());

      expect(place).toEqual({ standing: 'known', oldest: Number(oldest), newest: await head() });
    });

    it.each<[string, Standing, () => Promise<number>]>([
      ['0, before everything', 'known', async () => 0],
      ['the head', 'known', head],
      ['one before the head', 'known', async () => (await head()) - 1],
      ['one beyond the head', 'unknown', async () => (await head()) + 1],
      ['the largest number', 'unknown', async () => Number.MAX_SAFE_INTEGER],
      ['the first number of the jump at birth', 'unknown', async () => 1],
      ['the last number of the jump at birth', 'unknown', async () => (await lastJump()).target - 1],
      ['where the log was born', 'known', async () => (await lastJump()).target],
    ])('%s: %s', async (_what, expected, position) => {
      expect(await standing(await position())).toBe(expected);
    });

    it('is known where a unit of work was rolled back and a number was skipped', async () => {
      await query("SELECT nextval('event_position')");
      const skipped = (await head()) + 1;
      await house().addProject();

      expect([await standing(skipped), await head()]).toEqual(['known', skipped + 1]);
    });
  });

  describe('the place of a position after a jump', () => {
    let before: number;
    beforeAll(async () => {
      before = await head();
      await query('SELECT event_log_jump()');
    });

    it('is known at the tip, while nothing came since', async () => {
      const place = await house().eventLog.place(before);

      expect(place).toMatchObject({ standing: 'known', newest: before });
    });

    it('is unknown inside the jump, and known at both its ends, once something came', async () => {
      await house().addProject();
      const { tip, target } = await lastJump();

      const standings = await Promise.all([tip, tip + 1, target - 1, target, await head()].map(standing));

      expect(tip).toBe(before);
      expect(await head()).toBeGreaterThan(target);
      expect(standings).toEqual(['known', 'unknown', 'unknown', 'known', 'known']);
    });

    it('counts two jumps without an event between as one', async () => {
      const tip = await head();
      const first = Number((await query('SELECT event_log_jump()')).event_log_jump);

      await query('SELECT event_log_jump()');

      await house().addProject();
      const standings = await Promise.all([tip, tip + 1, first, (await lastJump()).target].map(standing));
      expect(standings).toEqual(['known', 'unknown', 'unknown', 'known']);
    });
  });

  describe('the place of a position after old events were swept', () => {
    beforeEach(async () => {
      await house().addProject();
      await house().addProject();
    });
    const sweep = async (upTo: number) => {
      await query('DELETE FROM event_log WHERE position <= $1', [upTo]);
      await query('UPDATE event_log_horizon SET swept_to = $1', [upTo]);
    };

    it('is expired before the horizon, known at it, and 0 stays known', async () => {
      const horizon = (await head()) - 1;
      await sweep(horizon);

      const standings = await Promise.all([0, horizon - 1, horizon, horizon + 1].map(standing));

      expect(standings).toEqual(['known', 'expired', 'known', 'known']);
      expect(await house().eventLog.place(0)).toMatchObject({ oldest: horizon + 1, newest: horizon + 1 });
    });

    it('is still known at the head when all of them were swept: a quiet week is no gap', async () => {
      const last = await head();
      await sweep(last);

      const place = await house().eventLog.place(last);

      expect(place).toEqual({ standing: 'known', oldest: last, newest: last });
    });
  });
});
