import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { startPostgres } from '../support/postgres-server.ts';
import type { KeptRow, LoggedEvent } from './story.ts';

const LOG = `SELECT position::text, type, subject, audience, data::text AS data, request_id FROM event_log
  WHERE stream = 'role' ORDER BY event_log.position`;
const ROWS = `SELECT 'estimate:' || id AS subject, version FROM estimates
  UNION ALL SELECT 'project:' || id, version FROM projects`;

/** What a server of the soak stands on: a database of its own, which can be read once the server is down. */
export interface Ground {
  readonly label: string;
  /** Settings of the server. */
  readonly env: Readonly<Record<string, string>>;
  read(): Promise<{ log: LoggedEvent[]; rows: KeptRow[] }>;
  remove(): Promise<void>;
}

type Query = <R>(sql: string) => Promise<R[]>;

/** `which`: `pglite`, `postgres` for a server that is started for it, or the address of an empty database. */
export async function groundOf(which: string): Promise<Ground> {
  if (which === 'pglite') return embedded();
  if (which !== 'postgres') return onServer(which, async () => undefined);
  const server = await startPostgres();
  if (server === null) throw new Error('PostgreSQL is not installed here');
  return onServer(server.url, () => server.stop());
}

function embedded(): Ground {
  const folder = mkdtempSync(join(tmpdir(), 'smeta-soak-'));
  return {
    label: 'PGlite',
    env: { DATA_DIR: folder },
    async read() {
      const lite = await PGlite.create({ dataDir: join(folder, 'pg') });
      const found = await readAll(async <R>(sql: string) => (await lite.query<R>(sql)).rows);
      await lite.close();
      return found;
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function onServer(url: string, remove: () => Promise<void>): Ground {
  return {
    label: 'PostgreSQL',
    env: { DATABASE_URL: url, JWT_SECRET: randomBytes(32).toString('hex') },
    async read() {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const found = await readAll(async <R>(sql: string) => (await client.query(sql)).rows as R[]);
      await client.end();
      return found;
    },
    remove,
  };
}

async function readAll(query: Query): Promise<{ log: LoggedEvent[]; rows: KeptRow[] }> {
  const log = await query<Omit<LoggedEvent, 'position' | 'requestId'> & { position: string; request_id: string }>(LOG);
  return {
    log: log.map(({ position, request_id, data, ...event }) => ({
      ...event,
      position: Number(position),
      data: JSON.stringify(JSON.parse(data)),
      requestId: request_id,
    })),
    rows: await query<KeptRow>(ROWS),
  };
}
