import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe } from '@jest/globals';
import pg from 'pg';
import type { Database } from '../../src/infrastructure/prisma/database.ts';
import { openServer } from '../../src/infrastructure/prisma/pg-database.ts';
import { overPGlite } from '../../src/infrastructure/prisma/pglite-database.ts';
import { readTemplate, testEnvironment } from './environment.ts';

/** For sessions to end by themselves. */
const GOOD_BYE_MS = 1_000;

export type DatabaseKind = 'PGlite' | 'PostgreSQL';

/** Which kinds this machine can run. */
export function databaseKinds(): DatabaseKind[] {
  return testEnvironment().postgres === null ? ['PGlite'] : ['PGlite', 'PostgreSQL'];
}

/** Tests on a PostgreSQL server alone; left out where there is none, which the run says in its last lines. */
export function onPostgres(name: string, tests: (kind: DatabaseKind) => void): void {
  const run = databaseKinds().includes('PostgreSQL') ? describe : describe.skip;
  run(name, () => tests('PostgreSQL'));
}

/** A migrated database without rows, nobody else's. Closing it removes it. */
export function freshDatabase(kind: DatabaseKind): Promise<Database> {
  return kind === 'PGlite' ? overPGlite({ loadDataDir: readTemplate() }) : freshPostgres();
}

/** Makes a migrated database of one's own on the PostgreSQL server, for a program that takes `DATABASE_URL`. */
export async function createPostgresDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const { postgres } = testEnvironment();
  if (postgres === null) throw new Error('no PostgreSQL here: ask databaseKinds() first');
  const name = `smeta_${randomBytes(8).toString('hex')}`;
  await administer(postgres, `CREATE DATABASE ${name} TEMPLATE smeta_template`);
  const url = new URL(postgres);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => drop(postgres, name) };
}

/** The same tests once for each kind of database; `database()` is opened before them and closed after. */
export function onEachDatabase(tests: (database: () => Database, kind: DatabaseKind) => void): void {
  describe.each(databaseKinds())('on %s', (kind) => {
    let database: Database;
    beforeAll(async () => {
      database = await freshDatabase(kind);
    });
    afterAll(() => database.close());
    tests(() => database, kind);
  });
}

/** Empties all tables but the history of migrations; ids and positions go on. */
export async function truncate({ pool }: Database): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query("SET LOCAL smeta.silent = 'on'");
    await client.query('TRUNCATE users, event_log, channels, assistants, webhook_deliveries CASCADE');
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

async function freshPostgres(): Promise<Database> {
  const { url, drop } = await createPostgresDatabase();
  const database = await openServer(url, () => undefined);
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** Whoever has just said good-bye is let go first: being cut in the midst of it he would take for an error. */
async function drop(server: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const end = performance.now() + GOOD_BYE_MS;
  for (let sessions = 1; sessions > 0 && performance.now() < end; ) {
    const { rowCount } = await client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name]);
    sessions = rowCount ?? 0;
  }
  await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await client.end();
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}
