import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createPostgresDatabase, onPostgres } from '../../support/databases.ts';
import { testEnvironment } from '../../support/environment.ts';
import { freePort } from '../../support/free-port.ts';
import { type PostgresServer, startPostgres } from '../../support/postgres-server.ts';
import { freshFolder, refusalOf } from '../../support/program.ts';
import { SECRET } from '../../support/test-server.ts';

/** Where there is no server, the last lines of the run say so. */

const PASSWORD = 'never-to-be-printed';

async function refusalAt(DATABASE_URL: string): Promise<string[]> {
  const DATA_DIR = join(freshFolder(), 'data');
  const lines = await refusalOf({ env: { DATABASE_URL, DATA_DIR, JWT_SECRET: SECRET, LOG_LEVEL: 'warn' } });
  expect(existsSync(DATA_DIR)).toBe(false);
  expect(lines.join()).not.toContain(PASSWORD);
  return lines;
}

async function query(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

describe('a DATABASE_URL where nobody listens', () => {
  it.each(['127.0.0.1', 'localhost'])('on %s is said in one line', async (host) => {
    const lines = await refusalAt(`postgresql://smeta:${PASSWORD}@${host}:${await freePort()}/smeta`);

    expect(lines).toEqual([expect.stringMatching(/^DATABASE_URL: .*can't be reached: .*ECONNREFUSED/)]);
  });
});

onPostgres('a server that does not let us in', () => {
  let asking: PostgresServer | null = null;
  beforeAll(async () => {
    asking = await startPostgres();
    if (asking) await askForPasswords(asking.url);
  });
  afterAll(() => asking?.stop());

  it('for a wrong password is said in one line', async () => {
    const url = new URL(asking?.url ?? (testEnvironment().postgres as string));
    url.password = PASSWORD;

    const lines = await refusalAt(url.href);

    expect(lines).toEqual([expect.stringMatching(/^DATABASE_URL: .*password authentication failed for user/)]);
  });

  it('for a database that is not there is said in one line', async () => {
    const url = new URL(testEnvironment().postgres as string);
    url.pathname = '/no_such_database';

    const lines = await refusalAt(url.href);

    expect(lines).toEqual([expect.stringMatching(/^DATABASE_URL: .*"no_such_database" does not exist/)]);
  });
});

onPostgres('a database of a PostgreSQL server', () => {
  let database: Awaited<ReturnType<typeof createPostgresDatabase>>;
  beforeEach(async () => {
    database = await createPostgresDatabase();
  });
  afterEach(() => database.drop());

  it.each([
    ['edited after use', "SET checksum = 'other'", '0002_event_log'],
    ['of a newer version', "SET migration_name = '9999_later'", '9999_later'],
    ['begun and not finished', 'SET finished_at = NULL', '0002_event_log'],
  ])('with a migration %s is refused in one line that names it, and stays as it is', async (_how, change, named) => {
    await query(database.url, `UPDATE _prisma_migrations ${change} WHERE migration_name = '0002_event_log'`);
    const history = 'SELECT * FROM _prisma_migrations ORDER BY migration_name';
    const { rows: before } = await query(database.url, history);

    const lines = await refusalAt(database.url);

    const { rows: after } = await query(database.url, history);
    const { rows: people } = await query(database.url, 'SELECT count(*)::int AS count FROM users');
    expect(lines).toEqual([expect.stringContaining(named)]);
    expect(after).toEqual(before);
    expect(people).toEqual([{ count: 0 }]);
  });

  it('where the user may not make tables is refused in one line', async () => {
    const user = new URL(database.url);
    user.username = `${user.pathname.slice(1)}_reader`;
    user.password = PASSWORD;
    await query(database.url, `CREATE ROLE ${user.username} LOGIN PASSWORD '${PASSWORD}'`);
    await query(
      database.url,
      `DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC`,
    );

    const lines = await refusalAt(user.href).finally(() => query(database.url, `DROP ROLE ${user.username}`));

    expect(lines).toEqual([expect.stringMatching(/^DATABASE_URL: .*permission denied for schema public/)]);
  });
});

/** The server of the tests trusts everybody; this one does not any more. */
async function askForPasswords(url: string): Promise<void> {
  const { rows } = await query(url, 'SHOW hba_file');
  await query(url, `ALTER ROLE postgres PASSWORD 'another one'`);
  await query(url, `COPY (SELECT 'host all all 127.0.0.1/32 scram-sha-256') TO '${rows[0].hba_file}'`);
  await query(url, 'SELECT pg_reload_conf()');
  while (await letsIn(url)) await delay(10);
}

async function letsIn(url: string): Promise<boolean> {
  try {
    await query(url, 'SELECT 1');
    return true;
  } catch (error) {
    expect((error as Error).message).toMatch(/password/);
    return false;
  }
}
