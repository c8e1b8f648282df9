import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the global set-up prepared, handed to every worker through the environment. */
const TEMPLATE = 'SMETA_TEST_TEMPLATE';
const DATA = 'SMETA_TEST_DATA';
const POSTGRES = 'SMETA_TEST_POSTGRES';
const BROWSER = 'SMETA_TEST_BROWSER';
const NETWORKS = 'SMETA_TEST_NETWORKS';
const DISKS = 'SMETA_TEST_DISKS';

export interface TestEnvironment {
  /** A file: the dump of a migrated PGlite without rows. */
  readonly template: string;
  /** The same as a folder of PGlite's files, to be copied. */
  readonly data: string;
  /** A PostgreSQL server where databases may be made; null where there is none. */
  readonly postgres: string | null;
  /** The program of a Chromium; null where there is none. */
  readonly browser: string | null;
  /** Whether networks may be made that have their own peers. */
  readonly networks: boolean;
  /** Whether small disks may be mounted. */
  readonly disks: boolean;
}

export function announce({ template, data, postgres, browser, networks, disks }: TestEnvironment): void {
  process.env[TEMPLATE] = template;
  process.env[DATA] = data;
  if (postgres !== null) process.env[POSTGRES] = postgres;
  if (browser !== null) process.env[BROWSER] = browser;
  if (networks) process.env[NETWORKS] = 'yes';
  if (disks) process.env[DISKS] = 'yes';
}

export function testEnvironment(): TestEnvironment {
  const { [TEMPLATE]: template, [DATA]: data } = process.env;
  if (!template || !data) throw new Error('the global set-up did not run');
  return {
    template,
    data,
    postgres: process.env[POSTGRES] ?? null,
    browser: process.env[BROWSER] ?? null,
    networks: process.env[NETWORKS] === 'yes',
    disks: process.env[DISKS] === 'yes',
  };
}

/** Lays the template into a data folder, as a start and a stop would have left it. */
export function layData(folder: string): void {
  cpSync(testEnvironment().data, join(folder, 'pg'), { recursive: true });
}

export function readTemplate(): Blob {
  return new Blob([readFileSync(testEnvironment().template)]);
}
