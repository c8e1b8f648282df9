import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { migrate } from '../../src/infrastructure/prisma/migrator.ts';
import { poolOf } from '../../src/infrastructure/prisma/pglite-database.ts';
import { PGliteEngine } from '../../src/infrastructure/prisma/pglite-engine.ts';
import { announce } from './environment.ts';
import { notRun, owned } from './global-state.ts';
import { makesNetworks } from './ip.ts';
import { startPostgres } from './postgres-server.ts';
import { mountsDisks } from './small-disk.ts';

/** The database that others are copied from on the PostgreSQL server. */
const TEMPLATE_DATABASE = 'smeta_template';

/** Once before all tests: a migrated database to copy, of each kind that this machine has. */
export default async function setUp(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'smeta-test-'));
  owned.push({ stop: async () => rmSync(folder, { recursive: true, force: true }) });
  buildWebApp();
  const [template, data] = [join(folder, 'template.tar'), join(folder, 'pg')];
  await dumpMigrated(data, template);
  announce({
    template,
    data,
    postgres: await preparePostgres(),
    browser: findBrowser(),
    networks: canMakeNetworks(),
    disks: canMountDisks(),
  });
}

async function dumpMigrated(dataDir: string, file: string): Promise<void> {
  const lite = await PGlite.create({ dataDir });
  const pool = poolOf(new PGliteEngine(lite, fail));
  await migrate(pool);
  writeFileSync(file, Buffer.from(await (await lite.dumpDataDir('none')).arrayBuffer()));
  await pool.end();
  await lite.close();
}

/** As `npm start` does it: a server of a test serves what was built from the present sources. */
function buildWebApp(): void {
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], {
    stdio: 'inherit',
  });
}

function fail(error: Error): void {
  throw error;
}

async function preparePostgres(): Promise<string | null> {
  const url = process.env.TEST_DATABASE_URL ?? (await ownPostgres());
  if (url === null) {
    if (process.env.CI) throw new Error('CI runs all tests, and PostgreSQL is not installed');
    notRun.push('everything on a PostgreSQL server: none is installed (or set TEST_DATABASE_URL)');
    return null;
  }
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  await server.query(`DROP DATABASE IF EXISTS ${TEMPLATE_DATABASE}`);
  await server.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  await server.end();
  const pool = new pg.Pool({ connectionString: databaseUrl(url, TEMPLATE_DATABASE), max: 1 });
  await migrate(pool);
  await pool.end();
  return url;
}

/** Debian's Chromium, or what `CHROMIUM_PATH` names. */
function findBrowser(): string | null {
  const program = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (existsSync(program)) return program;
  if (process.env.CI) throw new Error(`CI runs all tests, and there is no browser at ${program}`);
  notRun.push('everything in a browser: no Chromium is installed (or set CHROMIUM_PATH)');
  return null;
}

/** As root, with iproute2, on a Linux that lets us. */
function canMakeNetworks(): boolean {
  if (makesNetworks()) return true;
  if (process.env.CI) throw new Error('CI runs all tests, and network namespaces can not be made: root and iproute2?');
  notRun.push('peers that vanish from the network: it takes root and iproute2 on Linux');
  return false;
}

/** As root, on a Linux that lets us. */
function canMountDisks(): boolean {
  if (mountsDisks()) return true;
  if (process.env.CI) throw new Error('CI runs all tests, and disks can not be mounted: root?');
  notRun.push('a disk that is full under the embedded database: it takes root on Linux');
  return false;
}

async function ownPostgres(): Promise<string | null> {
  const server = await startPostgres();
  if (server) owned.push(server);
  return server?.url ?? null;
}

function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
