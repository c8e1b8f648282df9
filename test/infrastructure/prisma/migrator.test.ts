import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MIGRATIONS, migrate } from '../../../src/infrastructure/prisma/migrator.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { MigrationsFolder } from './migrations-folder.ts';

const OURS = readdirSync(MIGRATIONS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted();

onEachDatabase((database, kind) => {
  let folder: MigrationsFolder;
  beforeEach(async () => {
    await database().pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    folder = new MigrationsFolder();
    folder.put('0002_second', 'INSERT INTO steps VALUES (2); INSERT INTO steps VALUES (3)');
    folder.put('0001_first', 'CREATE TABLE steps (n integer); INSERT INTO steps VALUES (1)');
  });
  afterEach(() => folder.remove());

  const run = () => migrate(database().pool, folder.url);
  const query = async (sql: string) => (await database().pool.query(sql)).rows;
  const steps = async () => (await query('SELECT n FROM steps')).map((row) => row.n);
  const history = async () =>
    (await query('SELECT migration_name FROM _prisma_migrations ORDER BY started_at, 1')).map(
      (row) => row.migration_name,
    );

  describe('the migrator', () => {
    it('applies all in order, and each once', async () => {
      const first = await run();
      const second = await run();

      expect([first, second]).toEqual([['0001_first', '0002_second'], []]);
      expect(await steps()).toEqual([1, 2, 3]);
      expect(await history()).toEqual(['0001_first', '0002_second']);
    });

    it('applies what a newer version adds', async () => {
      await run();
      folder.put('0003_third', 'INSERT INTO steps VALUES (4)');

      const applied = await run();

      expect([applied, await steps()]).toEqual([['0003_third'], [1, 2, 3, 4]]);
    });

    it('makes of an empty database what our migrations say', async () => {
      const applied = await migrate(database().pool);

      expect(applied).toEqual(OURS);
      expect(await history()).toEqual(OURS);
      expect(OURS.slice(0, 3)).toEqual(['0001_people_projects_estimates', '0002_event_log', '0003_no_silent_change']);
    });

    it('lets several that start together apply each once', async () => {
      const answers = await Promise.all([run(), run(), run(), run()]);

      expect(answers.flat()).toEqual(['0001_first', '0002_second']);
      expect(await steps()).toEqual([1, 2, 3]);
    });

    if (kind === 'PostgreSQL') {
      it('waits for one that is at work', async () => {
        const other = await database().pool.connect();
        await other.query('SELECT pg_advisory_lock(72707369)');
        let done = false;
        const running = run().then(() => {
          done = true;
        });
        const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
        while ((await other.query(waiting)).rowCount === 0);
        const early = done;

        await other.query('SELECT pg_advisory_unlock(72707369)');
        other.release();
        await running;

        expect([early, await steps()]).toEqual([false, [1, 2, 3]]);
      });
    }
  });

  describe('a migration that fails', () => {
    beforeEach(() => folder.put('0002_second', 'INSERT INTO steps VALUES (2); CREATE TABLE half (); SELECT 1 / 0'));

    it('is named, and leaves no trace; those before it stay', async () => {
      await expect(run()).rejects.toThrow('migration 0002_second failed');

      expect(await steps()).toEqual([1]);
      expect(await history()).toEqual(['0001_first']);
      expect(await query("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
    });

    it('says why', async () => {
      const error = await run().catch((reason: unknown) => reason);

      expect(String((error as Error).cause)).toContain('division by zero');
    });

    it('is applied at the next start, once it is mended', async () => {
      await expect(run()).rejects.toThrow();
      folder.put('0002_second', 'INSERT INTO steps VALUES (2)');

      const applied = await run();

      expect([applied, await steps()]).toEqual([['0002_second'], [1, 2]]);
    });
  });
});
