import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { DatabaseOutages } from '../../../src/infrastructure/prisma/database-outages.ts';
import { allowRaw } from '../../../src/infrastructure/prisma/unit-scope.ts';
import { createPostgresDatabase, onPostgres } from '../../support/databases.ts';
import { freePort } from '../../support/free-port.ts';
import { DatabaseTroubles } from './database-troubles.ts';

/** Where there is no server, the last lines of the run say so. */
const SLEEP = 'SELECT pg_sleep(30)::text';
const NOBODY = 'smeta_let_in_by_nobody';

type Provoke = (on: DatabaseTroubles) => Promise<unknown>;

const nobodyListens = async (act: Provoke, on: DatabaseTroubles) =>
  on.at(`postgresql://x@127.0.0.1:${await freePort()}/x`, act);
const asNobody = (act: Provoke, on: DatabaseTroubles) => {
  const url = new URL(on.url);
  url.username = NOBODY;
  return on.at(url.href, act);
};
const ask: Provoke = ({ pool }) => pool.query('SELECT 1');
const read: Provoke = ({ prisma }) => prisma.user.count();
const readRaw: Provoke = ({ prisma }) => allowRaw(() => prisma.$queryRawUnsafe('SELECT 1'));
const work: Provoke = ({ prisma }) => prisma.$transaction((tx) => tx.user.count());

/** What each layer really throws. */
const OUTAGES: readonly (readonly [string, Provoke])[] = [
  ['a server that is not there, for a statement', (on) => nobodyListens(ask, on)],
  ['a server that is not there, for a read', (on) => nobodyListens(read, on)],
  ['a server that is not there, for a raw statement', (on) => nobodyListens(readRaw, on)],
  ['a server that is not there, for a transaction', (on) => nobodyListens(work, on)],
  ['a name that nobody knows', (on) => on.at('postgresql://x@nowhere.invalid/x', read)],
  ['too many connections, for a statement', (on) => asNobody(ask, on)],
  ['too many connections, for a transaction', (on) => asNobody(work, on)],
  ['no connection free, for a statement', (on) => on.crowded(() => ask(on))],
  ['no connection free, for a read', (on) => on.crowded(() => read(on))],
  ['no connection free, for a transaction', (on) => on.crowded(() => work(on))],
  [
    'no transaction begun in time',
    (on) => on.crowded(() => on.prisma.$transaction(work.bind(null, on), { maxWait: 20 })),
  ],
  ['a transaction that took too long', (on) => on.expired()],
  ['a session ended within a statement', (on) => on.severedWithin(SLEEP, (sql) => on.pool.query(sql))],
  ['a session ended within a transaction', (on) => on.severedWithin(SLEEP, (sql) => on.raw(sql))],
  ['a session ended between statements', (on) => on.severed((tx) => tx.user.count())],
  ['a session ended before the commit', (on) => on.severed(async () => undefined)],
  ['no room on its disk', (on) => on.raw("DO $$ BEGIN RAISE 'no room' USING ERRCODE = 'disk_full'; END $$")],
  ['a statement that took too long', (on) => on.raw("SELECT set_config('statement_timeout', '20', true)", SLEEP)],
  [
    'a lock that is not to be had',
    (on) =>
      on.raw(
        "SELECT set_config('lock_timeout', '20', true)",
        'SELECT pg_advisory_xact_lock(4711)::text',
        `SELECT pg_sleep(0)::text`,
      ),
  ],
  [
    'a connection that is not made in time',
    (on) => new pg.Client({ connectionString: on.url, connectionTimeoutMillis: 1 }).connect(),
  ],
  ['an answer that does not come', ({ url }) => silent(url)],
];

const MISTAKES: readonly (readonly [string, Provoke])[] = [
  ['a transaction that is used after its end', (on) => on.afterCommit()],
  ['a statement that makes no sense', (on) => on.raw('SELEC 1')],
  ['a table that is not there', ({ pool }) => pool.query('SELECT * FROM nothing')],
  ['a rule that is broken', (on) => on.raw("DO $$ BEGIN RAISE EXCEPTION 'Connection terminated'; END $$")],
  ['the same, without Prisma', ({ pool }) => pool.query("DO $$ BEGIN RAISE EXCEPTION 'Connection terminated'; END $$")],
  [
    'a value that quotes an outage',
    ({ pool }) => pool.query("SELECT 'Connection terminated unexpectedly ECONNREFUSED'::int"),
  ],
  [
    'a shape that quotes an outage',
    ({ prisma }) => prisma.user.findMany({ where: { email: ['Query read timeout'] } } as never),
  ],
  ['an error of ours', () => Promise.reject(new Error('a user wrote: Connection terminated'))],
  ['nothing at all', () => Promise.reject(undefined)],
];

onPostgres('what is wrong with the database', () => {
  let database: Awaited<ReturnType<typeof createPostgresDatabase>>;
  let on: DatabaseTroubles;
  let holder: pg.Client;
  const verdictOn = async (provoke: Provoke) => {
    const error: unknown = await provoke(on).then(
      () => 'went well',
      (thrown: unknown) => thrown,
    );
    return { error: String(error).slice(-200), isOutage: new DatabaseOutages().isOutage(error) };
  };
  beforeAll(async () => {
    database = await createPostgresDatabase();
    on = new DatabaseTroubles(database.url);
    await on.administer(`CREATE ROLE ${NOBODY} LOGIN CONNECTION LIMIT 0`);
    holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('SELECT pg_advisory_lock(4711)');
  });
  afterAll(async () => {
    await holder.end();
    await on.administer(`DROP ROLE ${NOBODY}`);
    await on.close();
    await database.drop();
  });

  it.each(OUTAGES)('is an outage: %s', async (_what, provoke) => {
    expect(await verdictOn(provoke)).toEqual({ error: expect.not.stringMatching(/^went well$/), isOutage: true });
  });

  it.each(MISTAKES)('is a mistake: %s', async (_what, provoke) => {
    expect(await verdictOn(provoke)).toEqual({ error: expect.not.stringMatching(/^went well$/), isOutage: false });
  });
});

async function silent(connectionString: string): Promise<unknown> {
  const client = new pg.Client({ connectionString, query_timeout: 20 });
  await client.connect();
  return client.query(SLEEP).finally(() => client.end());
}
