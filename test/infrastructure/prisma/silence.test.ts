import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { DatabaseOutages } from '../../../src/infrastructure/prisma/database-outages.ts';
import { hookedPrisma } from '../../../src/infrastructure/prisma/prisma-source.ts';
import { allowSilence, breakOffSilent } from '../../../src/infrastructure/prisma/silence.ts';
import { allowRaw } from '../../../src/infrastructure/prisma/unit-scope.ts';
import { createPostgresDatabase, onPostgres } from '../../support/databases.ts';
import { until } from '../../support/until.ts';

/** Where there is no server, the last lines of the run say so. */
const SILENCE_MS = 300;
const TOO_LONG = 'SELECT pg_sleep(30)::text';
const LONG = `SELECT pg_sleep(${(3 * SILENCE_MS) / 1000})::text`;

onPostgres('a connection whose server is silent', () => {
  let database: Awaited<ReturnType<typeof createPostgresDatabase>>;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await createPostgresDatabase();
    pool = new pg.Pool({ connectionString: database.url, max: 1 });
    breakOffSilent(pool, SILENCE_MS);
    pool.on('error', () => undefined);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  const backend = async () => (await pool.query('SELECT pg_backend_pid() AS pid')).rows[0].pid;

  it('is broken off, which is an outage; the next one is another', async () => {
    const before = await backend();
    const began = performance.now();

    const error: unknown = await pool.query(TOO_LONG).catch((thrown: unknown) => thrown);

    const ms = performance.now() - began;
    console.log(`silence of ${SILENCE_MS} ms noticed after ${Math.round(ms)} ms`);
    expect(new DatabaseOutages().isOutage(error)).toBe(true);
    expect(ms).toBeLessThan(5 * SILENCE_MS);
    expect(await backend()).not.toBe(before);
  });

  it('takes its transaction with it: nothing of it is committed by whoever comes next', async () => {
    const prisma = hookedPrisma(pool);
    await prisma.user.count(); // it loads its engine first
    const began = performance.now();
    const half = prisma.$transaction(async (tx) => {
      await allowRaw(() => tx.$executeRaw`INSERT INTO webhook_deliveries VALUES ('half', 'a mark', now())`);
      await allowRaw(() => tx.$queryRawUnsafe(TOO_LONG));
    });

    await expect(half).rejects.toThrow(/silent/);
    const ms = performance.now() - began;
    await prisma.$transaction((tx) => tx.user.count());

    const { rows } = await pool.query('SELECT source FROM webhook_deliveries');
    expect(ms).toBeLessThan(5 * SILENCE_MS);
    expect(rows).toEqual([]);
  });

  it('is kept where nothing was asked, and where silence is allowed, until it is released', async () => {
    const client = await pool.connect();
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
    const idleSince = performance.now();
    await until(() => performance.now() - idleSince > 2 * SILENCE_MS);
    allowSilence(client);
    await client.query(LONG);
    client.release();

    expect(await backend()).toBe(rows[0].pid);
    await expect(pool.query(LONG)).rejects.toThrow(/silent/);
  });
});
