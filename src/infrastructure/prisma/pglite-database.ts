import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import pg from 'pg';
import { StartRefused } from '../../start-refused.ts';
import { CHANNEL, type Database, SESSION_SETTINGS } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { PGliteSocket } from './pglite-socket.ts';

/** Opens the embedded database of a data folder, making it if it is not there. @throws {StartRefused} */
export async function openEmbedded(dataDir: string): Promise<Database> {
  makeFolder(dataDir);
  const lock = await lockFolder(dataDir);
  if (lock === null) throw new StartRefused(`DATA_DIR ${dataDir} is in use by another process: stop it first.`);
  const folder = join(dataDir, 'pg');
  if (!existsSync(folder)) await createAside(folder);
  const database = await overPGlite({ dataDir: folder });
  return {
    ...database,
    async close() {
      await database.close();
      await lock.release();
    },
  };
}

/** A database in memory or from a dump: the same, without a folder. */
export async function overPGlite(options: PGliteOptions): Promise<Database> {
  const lite = await PGlite.create(options);
  const pool = poolOf(lite);
  await pool.query(SESSION_SETTINGS);
  return {
    pool,
    embedded: true,
    async listen(onNotify) {
      const client = await pool.connect();
      client.on('notification', onNotify);
      await client.query(`LISTEN ${CHANNEL}`);
      client.release();
    },
    async close() {
      await pool.end();
      await lite.close();
    },
  };
}

/** One connection: PGlite is one session. It is never given up, so settings and LISTEN hold. */
export function poolOf(lite: PGlite): pg.Pool {
  return new pg.Pool({
    max: 1,
    min: 1,
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'postgres',
    password: '',
    ssl: false,
    stream: () => new PGliteSocket(lite) as never,
  });
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartRefused(`DATA_DIR ${dataDir} can't be written: ${(error as Error).message}`);
  }
}

/** A first start that is killed half-way leaves a folder that never opens; so it is made beside, and renamed. */
async function createAside(folder: string): Promise<void> {
  const aside = `${folder}.init`;
  rmSync(aside, { recursive: true, force: true });
  const lite = await PGlite.create({ dataDir: aside });
  await lite.close();
  renameSync(aside, folder);
}
