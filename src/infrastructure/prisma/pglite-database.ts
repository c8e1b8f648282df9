import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import pg from 'pg';
import { StartRefused } from '../../start-refused.ts';
import { CHANNEL, type Database } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { PGliteSocket } from './pglite-socket.ts';

/** Opens the embedded database of a data folder, making it if it is not there. @throws {StartRefused} */
export async function openEmbedded(dataDir: string): Promise<Database> {
  const lock = await takeFolder(dataDir);
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
  await pool.query("SET TIME ZONE 'UTC'"); // PGlite takes its zone from the process
  return {
    pool,
    embedded: true,
    async listen(onNotify) {
      const client = await pool.connect();
      client.on('notification', onNotify);
      pool.on('connect', (next) => next.on('notification', onNotify));
      await client.query(`LISTEN ${CHANNEL}`);
      client.release();
    },
    async close() {
      await pool.end();
      await lite.close();
    },
  };
}

/**
 * One connection at a time: PGlite is one session, and settings and LISTEN hold in it although the pool replaces its
 * client when a statement fails.
 */
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

async function takeFolder(dataDir: string): ReturnType<typeof lockFolder> {
  try {
    makeFolder(dataDir);
    return await lockFolder(dataDir);
  } catch (error) {
    throw new StartRefused(`DATA_DIR ${dataDir} can't be written: ${(error as Error).message}`);
  }
}

/** One by one: `recursive` never returns where a folder says ENOENT to a child though it is there itself, as /proc. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!isFolder(folder)) throw error; // or somebody made it meanwhile
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A first start that is killed half-way leaves a folder that never opens; so it is made beside, and renamed. */
async function createAside(folder: string): Promise<void> {
  const aside = `${folder}.init`;
  rmSync(aside, { recursive: true, force: true });
  const lite = await PGlite.create({ dataDir: aside });
  await lite.close();
  renameSync(aside, folder);
}
