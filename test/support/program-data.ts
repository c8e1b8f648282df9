import { randomBytes } from 'node:crypto';
import { afterEach } from '@jest/globals';
import { createPostgresDatabase, type DatabaseKind } from './databases.ts';
import { usedFolder } from './program.ts';

/** Settings under which a program finds data of its own again after each of its lives, gone after the test. */
export function programData(): (kind: DatabaseKind) => Promise<Record<string, string>> {
  const drops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const drop of drops.splice(0)) await drop();
  });
  return async (kind) => {
    if (kind === 'PGlite') return { DATA_DIR: usedFolder() };
    const database = await createPostgresDatabase();
    drops.push(database.drop);
    return { DATABASE_URL: database.url, JWT_SECRET: randomBytes(32).toString('hex') };
  };
}
