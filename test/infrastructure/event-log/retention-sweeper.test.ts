import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PgEventLog } from '../../../src/infrastructure/event-log/pg-event-log.ts';
import { RetentionSweeper } from '../../../src/infrastructure/event-log/retention-sweeper.ts';
import { onEachDatabase, truncate } from '../../support/databases.ts';
import { recordedLogger } from '../../support/logs.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = new Date('2026-06-30T12:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

describe('the sweep of old events', () => {
  onEachDatabase((database) => {
    beforeEach(() => truncate(database()));
    const sweeper = () => {
      return new RetentionSweeper(
        database().pool,
        { eventDays: 7, sessionTtlMs: 30 * DAY_MS },
        recordedLogger().logger,
      );
    };
    const log = () => new PgEventLog(database().pool);

    /** `count` events of one moment; answers the positions. */
    async function store(at: Date, count = 1, stream = 'role'): Promise<number[]> {
      const { pool } = database();
      const ids = Array.from({ length: count }, () => randomUUID());
      await pool.query(
        `INSERT INTO event_log (id, stream, type, subject, audience, data, occurred_at)
         SELECT unnest($1::uuid[]), $3, 'project.updated', 'project:1', '{role:manager}', '{}', $2`,
        [ids, at, stream],
      );
      const { rows } = await pool.query('SELECT position FROM event_log WHERE id = ANY($1) ORDER BY position', [ids]);
      return rows.map(({ position }) => Number(position));
    }
    const kept = async () => {
      const { rows } = await database().pool.query('SELECT position FROM event_log ORDER BY position');
      return rows.map(({ position }) => Number(position));
    };

    it('takes what is older than the retention and keeps the rest', async () => {
      const old = await store(daysAgo(8), 3);
      const young = await store(daysAgo(6), 2);

      await sweeper().sweep(NOW);

      expect(await kept()).toEqual(young);
      expect((await log().place(old[0] as number)).standing).toBe('expired');
      expect((await log().place(old[2] as number)).standing).toBe('known');
      expect((await log().place(0)).standing).toBe('known');
    });

    it('works through more than a batch', async () => {
      await store(daysAgo(9), 2_500);
      const [young] = await store(daysAgo(1));

      await sweeper().sweep(NOW);

      expect(await kept()).toEqual([young]);
    });

    it('leaves the newest event however old it is, so that positions are still known', async () => {
      const [, last] = await store(daysAgo(100), 2);

      await sweeper().sweep(NOW);

      expect(await kept()).toEqual([last]);
      expect((await log().place(last as number)).standing).toBe('known');
    });

    it('leaves what channels keep, however old, and takes what stands behind it', async () => {
      const tail = await store(daysAgo(90), 1_500, 'channel');
      const [old] = await store(daysAgo(9));
      const [young] = await store(daysAgo(1));

      await sweeper().sweep(NOW);

      expect(await kept()).toEqual([...tail, young]);
      expect(await log().place(old as number)).toEqual({ standing: 'known', oldest: young, newest: young });
    });

    it('forgets deliveries of webhooks after a day', async () => {
      const { pool } = database();
      await pool.query('INSERT INTO webhook_deliveries (source, mark, created_at) VALUES ($1, $2, $3), ($1, $4, $5)', [
        'crm',
        'id:1',
        daysAgo(1.01),
        'id:2',
        daysAgo(0.99),
      ]);

      await sweeper().sweep(NOW);

      expect((await pool.query('SELECT mark FROM webhook_deliveries')).rows).toEqual([{ mark: 'id:2' }]);
    });

    it('stops at the first young event, although an older one was stored after it', async () => {
      const positions = [...(await store(daysAgo(1))), ...(await store(daysAgo(30))), ...(await store(daysAgo(0)))];

      await sweeper().sweep(NOW);

      expect(await kept()).toEqual(positions);
    });

    it('says in the log when it fails, and goes on living', async () => {
      const { logger, lines } = recordedLogger();
      const failing = { query: () => Promise.reject(new Error('away')) } as never;
      const broken = new RetentionSweeper(failing, { eventDays: 7, sessionTtlMs: DAY_MS }, logger);

      broken.start();
      await broken.stop();

      expect(lines.map(({ msg }) => msg)).toEqual(['the sweep of old events failed: trying again in an hour']);
    });
  });
});
