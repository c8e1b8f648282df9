import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { StartRefused } from '../../start-refused.ts';
import { allowSilence } from './silence.ts';

/** Prisma's own key, so that its engine and we wait for each other. */
const LOCK = 72707369;

/** `insufficient_privilege` */
const NOT_ALLOWED = '42501';

/** As Prisma's engine makes it: `prisma migrate` finds a history that it understands. */
const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

export const MIGRATIONS = new URL('../../../prisma/migrations/', import.meta.url);

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly checksum: string;
}

/**
 * Brings the schema up to date, each migration whole or not at all; safe when several instances start at once.
 * Answers the names of those applied now. @throws {StartRefused} when the history is not a beginning of ours.
 */
export async function migrate(pool: pg.Pool, folder: URL = MIGRATIONS): Promise<string[]> {
  const client = await pool.connect();
  allowSilence(client); // another instance may take long
  try {
    await client.query('SET lock_timeout = 0; SET statement_timeout = 0');
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(HISTORY);
    const pending = await pendingOf(client, readMigrations(folder));
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } catch (error) {
    const { code, message } = ((error as Error).cause ?? error) as pg.DatabaseError;
    if (code === NOT_ALLOWED) throw new StartRefused(`DATABASE_URL: its user may not make tables: ${message}`);
    throw error;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    await client.query('RESET lock_timeout; RESET statement_timeout');
    client.release();
  }
}

function readMigrations(folder: URL): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(new URL(`${name}/migration.sql`, folder), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function pendingOf(client: pg.PoolClient, known: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string; finished_at: Date | null }>(
    `SELECT migration_name AS name, checksum, finished_at FROM _prisma_migrations
     WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  for (const row of rows) {
    const migration = known.find(({ name }) => name === row.name);
    if (!migration) throw new StartRefused(`The database has the migration ${row.name}, which this version lacks.`);
    if (!row.finished_at)
      throw new StartRefused(`The migration ${row.name} of the database was begun and not finished.`);
    if (row.checksum !== migration.checksum) throw new StartRefused(`The migration ${row.name} was edited after use.`);
  }
  const applied = new Set(rows.map((row) => row.name));
  const skipped = known.slice(0, rows.length).find(({ name }) => !applied.has(name));
  if (skipped) throw new StartRefused(`The database lacks the migration ${skipped.name}, but has later ones.`);
  return known.slice(rows.length);
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}
