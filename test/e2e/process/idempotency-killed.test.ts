import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Client } from '../../support/client.ts';
import { type DatabaseKind, databaseKinds, onPostgres } from '../../support/databases.ts';
import { type Attempt, send } from '../../support/estimate-writers.ts';
import { type Held, HoldingProxy } from '../../support/holding-proxy.ts';
import { type Program, startedProgram } from '../../support/program.ts';
import { programData } from '../../support/program-data.ts';
import { until } from '../../support/until.ts';

type Running = Program & { readonly url: string };

const dataOf = programData();
let proxy: HoldingProxy | null = null;
afterEach(() => proxy?.close());

describe.each(databaseKinds())('a server killed while its answer is on its way, on %s', (kind: DatabaseKind) => {
  it('answers four repeats at once as it answered before, and has done it once', async () => {
    const env = await dataOf(kind);
    const first = await startedProgram({ env, entry: 'demo' });
    proxy = await HoldingProxy.before(first.url);
    const { foreman, attempt } = await anAttempt(first);
    proxy.holdFrom('POST /api/v1/estimates', 'answer');
    const unanswered = failureOf(send(foreman.at(proxy.insteadOf(first.url)), attempt));
    const answer = await until(() => bodyOf(proxy?.withheld ?? ''));
    await first.kill('SIGKILL');
    await unanswered;

    const second = await startedProgram({ env, entry: 'demo' });
    const repeats = await Promise.all([1, 2, 3, 4].map(() => send(foreman.at(second.url), attempt).expect(201)));

    expect(repeats.map(({ text }) => text)).toEqual([answer, answer, answer, answer]);
    expect(repeats.map(({ headers }) => headers['idempotent-replayed'])).toEqual(Array(4).fill('true'));
    expect(repeats[0]?.headers.etag).toBe('"1"');
    expect(await madeOf(attempt, second)).toEqual({ rows: 1, events: 1 });
  });
});

onPostgres('a server killed at the commit itself', () => {
  it('after it, before it hears of it, has done it: the repeat is answered so', async () => {
    const { attempt, foreman, url, first, env } = await killedAtCommit('answer', async (database) => {
      await until(async () => (await database.query(`SELECT FROM estimates WHERE comment = 'once'`)).rowCount);
    });

    const second = await startedProgram({ env, entry: 'demo' });
    const { body, headers } = await send(foreman.at(second.url), attempt).expect(201);

    const { body: estimate } = await foreman.at(second.url).get(`/estimates/${body.id}`).expect(200);
    expect([first.exit?.signal, url]).toEqual(['SIGKILL', first.url]);
    expect([body, headers['idempotent-replayed'], headers.etag]).toEqual([estimate, 'true', '"1"']);
    expect(await madeOf(attempt, second)).toEqual({ rows: 1, events: 1 });
  });

  it('before it, has done nothing: the repeat is the first', async () => {
    const { attempt, foreman, env } = await killedAtCommit('question', async () => undefined);

    const second = await startedProgram({ env, entry: 'demo' });
    const { headers } = await send(foreman.at(second.url), attempt).expect(201);

    expect(headers['idempotent-replayed']).toBeUndefined();
    expect(await madeOf(attempt, second)).toEqual({ rows: 1, events: 1 });
  });
});

/** The work is done, its COMMIT is held up on either way, and the server dies when `reached` says that this is the moment. */
async function killedAtCommit(held: Held, reached: (database: pg.Client) => Promise<unknown>) {
  const env = await dataOf('PostgreSQL');
  const address = env.DATABASE_URL ?? '';
  const between = await HoldingProxy.before(address);
  proxy = between;
  const first = await startedProgram({ env: { ...env, DATABASE_URL: between.insteadOf(address) }, entry: 'demo' });
  const { foreman, attempt } = await anAttempt(first);
  const database = new pg.Client({ connectionString: address });
  await database.connect();
  between.holdFrom('COMMIT', held);
  const unanswered = failureOf(send(foreman, attempt));
  const moment = until(() => between.holds).then(() => reached(database));
  await Promise.race([moment, unanswered]).finally(() => database.end());
  await first.kill('SIGKILL');
  await unanswered;
  return { attempt, foreman, first, url: first.url, env };
}

async function anAttempt(server: Running): Promise<{ foreman: Client; attempt: Attempt }> {
  const foreman = await Client.signInAt(server.url, 'foreman@demo.local', 'smeta-demo');
  const { body } = await foreman.get('/projects?limit=1').expect(200);
  return { foreman, attempt: { name: 'once', projectId: body.items[0].id, key: 'a key for once', id: null } };
}

/** Resolves when it has failed. @throws {Error} when it was answered. */
async function failureOf(request: PromiseLike<{ status: number }>): Promise<void> {
  const status = await request.then((answer) => answer.status).then(undefined, () => null);
  if (status !== null) throw new Error(`answered with ${status}`);
}

/** The body of an answer that came whole. */
function bodyOf(answer: string): string | null {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  return length !== undefined && Buffer.byteLength(body) === Number(length) ? body : null;
}

/** How many estimates and events came of it. */
async function madeOf({ name }: Attempt, server: Running): Promise<{ rows: number; events: number }> {
  const manager = await Client.signInAt(server.url, 'manager@demo.local', 'smeta-demo');
  const { body: list } = await manager.get('/estimates?limit=200').expect(200);
  const ids = list.items
    .filter((row: { comment: string }) => row.comment === name)
    .map((row: { id: number }) => row.id);
  const { body: log } = await manager.get('/events?after=0&limit=200').expect(200);
  const events = log.items.filter(({ data }: { data: { estimate_id?: number } }) => ids.includes(data.estimate_id));
  return { rows: ids.length, events: events.length };
}
