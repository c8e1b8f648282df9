import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LogPool } from '../../../src/infrastructure/event-log/log-pool.ts';
import { LogReader } from '../../../src/infrastructure/event-log/log-reader.ts';
import { inEachHouse } from '../../support/house.ts';
import { RecordingOutlet } from './recording-outlet.ts';

/** Promised: one second of polling. A hang is five times it. */
const HANG_MS = 5_000;

inEachHouse((house, kind) => {
  let outlet: RecordingOutlet;
  let reader: LogReader;
  let away: boolean;
  beforeEach(async () => {
    outlet = new RecordingOutlet();
    away = false;
    const { pool } = house().database;
    const query = (sql: string, values: unknown[]) =>
      away ? Promise.reject(new Error('the database is away')) : pool.query(sql, values);
    reader = new LogReader({ query } as unknown as LogPool, outlet, house().log.logger);
    await reader.start();
  });
  afterEach(() => reader.stop());

  const head = async () => Number((await house().events()).at(-1)?.position);
  const listen = (own: LogReader) => house().database.listen(() => own.wake());
  const addMany = (count: number) =>
    house().work.run(null, async () => {
      const ids: number[] = [];
      while (ids.length < count) ids.push(await house().projects.add(house().aProject({ foremanIds: [] })));
      return ids;
    });

  describe('a reader of the log', () => {
    it('starts at the head: what was before is for the replay', async () => {
      await reader.catchUp();

      expect([outlet.startedAt, outlet.batches]).toEqual([await head(), []]);
    });

    it('hands out all of it, once, in order, at most a hundred at a time, one batch after the other', async () => {
      const ids = await addMany(230);

      await Promise.all([reader.catchUp(), reader.catchUp()]);
      await reader.catchUp();

      expect(outlet.batches.map((batch) => batch.length)).toEqual([100, 100, 30]);
      expect(outlet.subjects()).toEqual(ids);
      const positions = outlet.batches.flat().map((event) => event.position);
      expect(positions).toEqual(positions.toSorted((one, other) => one - other));
      expect(outlet.atOnce).toBe(1);
    });

    it('joins what collected in the meantime, and goes on behind it', async () => {
      const first = [await house().addProject(), await house().addProject()];
      await reader.catchUp();
      const second = [await house().addProject()];

      await reader.catchUp();

      expect(outlet.subjects()).toEqual([...first, ...second]);
      expect(outlet.batches.map((batch) => batch.length)).toEqual([2, 1]);
    });

    it(
      'finds by itself what nobody told it of',
      async () => {
        const id = await house().addProject();

        await outlet.heard(1);

        expect(outlet.subjects()).toEqual([id]);
      },
      HANG_MS,
    );

    it('says when it could not read, and loses and doubles nothing by it', async () => {
      const ids = [await house().addProject()];
      await reader.catchUp();
      away = true;
      ids.push(await house().addProject());
      await reader.catchUp();
      const missed = outlet.subjects().length;

      away = false;
      ids.push(await house().addProject());
      await reader.catchUp();

      expect(missed).toBe(1);
      expect(outlet.subjects()).toEqual(ids);
      expect(house().log.text()).toContain('the event log could not be read');
    });

    it.each([
      ['the sweep', 'UPDATE event_log_horizon SET swept_to = $1'],
      ['the tail of a channel', "INSERT INTO channels (name, trimmed_to) VALUES ('crm', $1)"],
    ])('says what %s took before it was read, and goes on behind it', async (_what, sweepTo) => {
      for (let n = 0; n < 3; n++) await house().addProject();
      const lost = (await house().events()).map(({ position }) => Number(position)).slice(-3);
      const kept = lost.pop();
      await house().database.pool.query('DELETE FROM event_log WHERE position = ANY($1)', [lost]);
      await house().database.pool.query(sweepTo, [lost.at(-1)]);

      await reader.catchUp();
      await reader.catchUp();

      expect(outlet.missedUpTo).toEqual(lost.slice(-1));
      expect(outlet.batches.flat().map(({ position }) => position)).toEqual([kept]);
      expect(house().log.text()).toContain('swept away before they were handed out');
    });

    it('is done with what it hands out when it stopped', async () => {
      const id = await house().addProject();
      reader.wake();

      await reader.stop();

      expect(outlet.subjects()).toEqual([id]);
    });
  });

  describe('the bell of the database', () => {
    it(
      'wakes the reader after a commit',
      async () => {
        await reader.stop(); // it polls no more
        await listen(reader);
        await reader.catchUp();

        const ids = [await house().addProject()];
        await outlet.heard(1);
        ids.push(await house().addProject());
        await outlet.heard(2);

        expect(outlet.subjects()).toEqual(ids);
      },
      HANG_MS,
    );

    if (kind === 'PostgreSQL') {
      it(
        'rings again after its connection was lost',
        async () => {
          await reader.stop();
          await listen(reader);
          await house().database.pool.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN event_log'",
          );
          const id = await house().addProject();

          await outlet.heard(1);

          expect(outlet.subjects()).toEqual([id]);
        },
        HANG_MS,
      );
    }
  });
});
