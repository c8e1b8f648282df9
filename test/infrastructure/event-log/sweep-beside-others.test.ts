import { describe, expect, it } from '@jest/globals';
import { RetentionSweeper } from '../../../src/infrastructure/event-log/retention-sweeper.ts';
import { inEachHouse } from '../../support/house.ts';

/** `SWEEP_EVENTS` for more. */
const OLD = Number(process.env.SWEEP_EVENTS ?? 50_000);
/** Of the sweeper: what it may take at once. */
const BATCH = 1_000;
/** Five times what a person at a phone would put down to the network. */
const HANG_MS = 5 * 1_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const PATIENCE_MS = 120_000;

/** Rows of the log without the trigger that numbers them one by one. */
const FILL = `INSERT INTO event_log (id, position, stream, type, subject, audience, data, occurred_at)
  SELECT gen_random_uuid(), nextval('event_position'), 'role', 'estimate.updated', 'estimate:' || n % 500,
    ARRAY['role:manager', 'role:admin', 'user:' || n % 50], json_build_object('text', repeat('x', 500)),
    now() - interval '8 days'
  FROM generate_series(1, $1::int) AS n`;

inEachHouse((house, kind) => {
  const pool = () => house().database.pool;
  const left = async () => {
    const { rows } = await pool().query(
      "SELECT count(*)::int AS old FROM event_log WHERE occurred_at < now() - interval '7 days'",
    );
    return rows[0].old as number;
  };

  describe('the sweep of a great many old events', () => {
    it(
      'lets others commit between its batches, and goes through',
      async () => {
        const client = await pool().connect();
        await client.query("UPDATE event_log SET occurred_at = now() - interval '9 days'");
        await client.query("SET session_replication_role = 'replica'");
        await client.query(FILL, [OLD]);
        await client.query('RESET session_replication_role');
        client.release();
        house().clock.time = new Date();
        await house().addProject(); // young
        const before = await left();
        const sweeper = new RetentionSweeper(pool(), { eventDays: 7, sessionTtlMs: DAY_MS }, house().log.logger);

        const started = performance.now();
        let over = false;
        const sweeping = sweeper.sweep(new Date()).finally(() => {
          over = true;
        });
        const commits: number[] = [];
        while (!over) {
          const from = performance.now();
          await house().addProject();
          commits.push(performance.now() - from);
        }
        await sweeping;

        const longest = Math.max(...commits);
        console.log(
          `${kind}: ${before} events were swept in ${Math.round(performance.now() - started)} ms; meanwhile ${commits.length} commits, the longest of ${Math.round(longest)} ms`,
        );
        expect(before).toBeGreaterThanOrEqual(OLD);
        expect(await left()).toBe(0);
        // one session: the commits of others and the batches take turns; a server does both at once
        expect(commits.length).toBeGreaterThan(kind === 'PGlite' ? OLD / BATCH / 2 : 1);
        expect(longest).toBeLessThan(HANG_MS);
      },
      PATIENCE_MS,
    );
  });
});
