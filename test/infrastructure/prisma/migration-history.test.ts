import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { migrate } from '../../../src/infrastructure/prisma/migrator.ts';
import { StartRefused } from '../../../src/start-refused.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { MigrationsFolder } from './migrations-folder.ts';

onEachDatabase((database) => {
  let folder: MigrationsFolder;
  beforeEach(async () => {
    await database().pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    folder = new MigrationsFolder();
    folder.put('0001_first', 'CREATE TABLE steps (n integer)');
    folder.put('0002_second', 'INSERT INTO steps VALUES (2)');
  });
  afterEach(() => folder.remove());

  const run = () => migrate(database().pool, folder.url);
  const query = async (sql: string) => (await database().pool.query(sql)).rows;
  const history = async () =>
    (await query('SELECT migration_name FROM _prisma_migrations ORDER BY 1')).map((row) => row.migration_name);

  describe('a start is refused, with the name', () => {
    beforeEach(run);

    it.each<[string, string, RegExp, () => unknown]>([
      ['a newer version was here', '0002_second', /lacks/, () => folder.take('0002_second')],
      ['a migration was edited after use', '0001_first', /edited/, () => folder.put('0001_first', 'SELECT 1')],
      [
        'a migration was begun and not finished',
        '0002_second',
        /not finished/,
        () => query("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '0002_second'"),
      ],
      [
        'one is missing before those that were applied',
        '0001_between',
        /./,
        () => folder.put('0001_between', 'SELECT 1'),
      ],
    ])('when %s', async (_what, name, why, happen) => {
      await happen();
      const before = await history();

      const refused = await run().catch((reason: unknown) => reason);

      expect(refused).toBeInstanceOf(StartRefused);
      expect((refused as Error).message).toContain(name);
      expect((refused as Error).message).toMatch(why);
      expect(await history()).toEqual(before);
    });

    it('but not for one that somebody marked as rolled back', async () => {
      await query(
        "UPDATE _prisma_migrations SET rolled_back_at = now(), finished_at = NULL WHERE migration_name = '0002_second'",
      );

      const applied = await run();

      expect(applied).toEqual(['0002_second']);
    });
  });

  describe('the history', () => {
    it('is the table that Prisma expects', async () => {
      await run();

      const columns = await query(`SELECT column_name || ' ' || udt_name || ' ' || is_nullable AS column
        FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position`);

      expect(columns.map((row) => row.column)).toEqual([
        'id varchar NO',
        'checksum varchar NO',
        'finished_at timestamptz YES',
        'migration_name varchar NO',
        'logs text YES',
        'rolled_back_at timestamptz YES',
        'started_at timestamptz NO',
        'applied_steps_count int4 NO',
      ]);
    });

    it('keeps the SHA-256 of each file, and that it went well in one step', async () => {
      folder.put('0001_first', 'CREATE TABLE steps (n integer);\n');
      await run();

      const [first] = await query('SELECT * FROM _prisma_migrations ORDER BY migration_name LIMIT 1');

      expect(first).toMatchObject({
        checksum: 'ebde4a990b0b842c97e83a185749edebadd3ca8eb52385a5f0cdd394d1d1afc5',
        applied_steps_count: 1,
        logs: null,
        rolled_back_at: null,
      });
      expect(first.finished_at.getTime()).toBeGreaterThanOrEqual(first.started_at.getTime());
    });
  });
});
