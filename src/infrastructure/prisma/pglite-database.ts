import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import pg from 'pg';
import { StartRefused } from '../../start-refused.ts';
import { CHANNEL, type Database } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { PGliteEngine } from './pglite-engine.ts';
import { PGliteSocket } from './pglite-socket.ts';

/** Opens the embedded database of a data folder, making it if it is not there. @throws {StartRefused} */
export async function openEmbedded(dataDir: string): Promise<Database> {
  const lock = await takeFolder(dataDir);
  if (lock === null) throw new StartRefused(`DATA_DIR ${dataDir} is in use by another process: stop it first.`);
  const database = await openFolder(join(dataDir, 'pg')).catch(({ message, name }: Error) => {
    const said = message || name; // the file system of PGlite has no words
    throw new StartRefused(`DATA_DIR ${dataDir}: its database can't be opened (${said}). Is the disk full?`);
  });
  return {
    ...database,
    async close() {
      await database.close();
      await lock.release();
    },
  };
}

async function openFolder(folder: string): Promise<Database> {
  if (!existsSync(folder)) await createAside(folder);
  return overPGlite({ dataDir: folder });
}

/** A database in memory or from a dump: the same, without a folder. */
export async function overPGlite(options: PGliteOptions): Promise<Database> {
  const engine = new PGliteEngine(await PGlite.create(options), endProcess);
  const pool = poolOf(engine);
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
      await engine.close();
    },
  };
}

/** In order, as after any error that nobody catches. */
function endProcess(error: Error): void {
  process.nextTick(() => {
    throw error;
  });
}

/**
 * One connection at a time: PGlite is one session, and settings and LISTEN hold in it although the pool replaces its
 * client when a statement fails.
 */
export function poolOf(engine: PGliteEngine): pg.Pool {
  return new pg.Pool({
    max: 1,
    min: 1,
    idleTimeoutMillis: 0,
    user: 'postgres',
    database: 'postgres',
    password: '',
    ssl: false,
    stream: () => new PGliteSocket(engine) as never,
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
