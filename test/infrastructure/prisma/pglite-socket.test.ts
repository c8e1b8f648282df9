import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../src/infrastructure/prisma/database.ts';
import { freshDatabase } from '../../support/databases.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A tenth of what is read. */
const KEPT_BYTES = 20 * 1024 * 1024;

describe('the embedded database', () => {
  let database: Database;
  beforeEach(async () => {
    database = await freshDatabase('PGlite');
  });
  afterEach(() => database.close());

  it('answers what is larger than any buffer on the way, to the byte', async () => {
    const { rows } = await database.pool.query("SELECT repeat('стена ', 1000000) AS text");

    expect(rows[0].text).toBe('стена '.repeat(1_000_000));
  });

  it('keeps nothing of what it answered', async () => {
    const read = async () => {
      for (let n = 0; n < 50; n++)
        await database.pool.query("SELECT repeat('x', 10000) AS t FROM generate_series(1, 100)");
    };
    await read();
    const before = heapUsed();

    for (let round = 0; round < 4; round++) await read();

    const grown = heapUsed() - before;
    console.log(`after 200 MB of answers the heap is ${Math.round(grown / 1024)} KiB larger`);
    expect(grown).toBeLessThan(KEPT_BYTES);
  });

  it('goes on telling of what is committed after a statement that failed', async () => {
    const heard: number[] = [];
    await database.listen(() => void heard.push(Date.now()));
    await expect(database.pool.query('SELECT no_such_column')).rejects.toThrow('no_such_column');

    await database.pool.query("SELECT pg_notify('event_log', '')");

    expect(heard).toHaveLength(1);
  });

  it('keeps UTC after a statement that failed', async () => {
    await expect(database.pool.query('SELECT no_such_column')).rejects.toThrow('no_such_column');

    const { rows } = await database.pool.query('SHOW TimeZone');

    expect(rows).toEqual([{ TimeZone: 'UTC' }]);
  });
});

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
