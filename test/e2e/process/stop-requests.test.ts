import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { call, verdictOf } from '../../support/calls.ts';
import { databaseKinds, onPostgres } from '../../support/databases.ts';
import { ownPrograms, stopOf } from '../../support/own-program.ts';
import { startedProgram } from '../../support/program.ts';
import { RawStream } from '../../support/raw-stream.ts';
import { SlowCall } from '../../support/slow-call.ts';
import { said } from '../../support/streams.ts';
import { until } from '../../support/until.ts';

const BODY = JSON.stringify({ name: 'Дом у реки' });
const POST = 'POST /api/v1/projects';
const GET = 'GET /api/v1/projects';
const WAITING = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
/** As the router takes them. */
const STREAM_PATHS = ['/api/v1/sse/events', '/api/v1/SSE/events/'];
const STOPPED = { code: 0, signal: null, stderr: '' };

describe.each(databaseKinds())('a server that is told to stop while it works, on %s', (kind) => {
  const start = ownPrograms();

  it('ends what it began, begins nothing new, and says that it stops', async () => {
    const { program, admin, env } = await start(kind);
    const { token } = admin;
    const [writing, kept] = [await SlowCall.to(program.url), await SlowCall.to(program.url)];
    for (const connection of [writing, kept]) expect(await connection.ask('GET /healthz', token)).toBe(200);
    writing.begin('GET /healthz', token);
    writing.begin(POST, token, Buffer.byteLength(BODY));
    await writing.hears(/"ok".*"ok"/s); // the head of the other came with it

    const stopped = stopOf(program);
    const ready = await until(async () => {
      const answer = await call(program.url, 'GET /readyz');
      return answer.status === 200 ? null : answer;
    });
    const again = await kept.ask(GET, token); // it was idle till then: what is answered at that moment may be its last
    await kept.end();
    const fresh = await call(program.url, GET, { token });
    const late = await Promise.all(STREAM_PATHS.map((path) => RawStream.open(program, token, { path })));
    for (const stream of late) await stream.end();
    const alive = await Promise.all(['/healthz', '/Healthz/'].map((path) => call(program.url, `GET ${path}`)));
    writing.send(BODY);
    await writing.hears(/ 201 /);
    writing.begin(GET, token);
    await writing.end();
    const { tookMs, ...exit } = await stopped;

    console.log(`to the exit, on ${kind}: ${Math.round(tookMs)} ms`);
    expect(exit).toEqual(STOPPED);
    expect([ready.status, ready.headers.get('Retry-After'), ready.body]).toEqual([503, '2', { status: 'stopping' }]);
    expect(verdictOf(fresh)).toBe('503 unavailable');
    expect(fresh.headers.get('Retry-After')).toBe('2');
    expect(again).toBe(503);
    for (const { text } of late) {
      expect(text).toMatch(/"event":"system.closing","data":\{"reason":"shutdown"\}[^\n]*\n\n$/);
    }
    expect(alive.map(({ status }) => status)).toEqual([200, 200]);
    expect(writing.statuses).toEqual([200, 200, 201]);
    expect(writing.heard).toMatch(/ 201 .*\r\nConnection: close\r\n/s);
    const next = await startedProgram({ env });
    const { body } = await admin.at(next.url).get('/projects').expect(200);
    expect(body.items).toMatchObject([{ name: 'Дом у реки' }]);
  });
});

onPostgres('who waits for another, on PostgreSQL', (kind) => {
  const start = ownPrograms();

  it.each([
    ['a write', 'projects', () => POST, { body: { name: 'Баня' } }, { status: 201, body: { name: 'Баня' } }],
    ['a wait for news', 'sessions', newsFrom, {}, { status: 200, body: { items: [] } }],
  ])('is answered by a server that was told to stop meanwhile (%s)', async (what, table, ask, options, expected) => {
    const { program, admin, env } = await start(kind);
    const other = new pg.Client({ connectionString: env.DATABASE_URL as string });
    await other.connect();
    const stream = await RawStream.open(program, admin.token);
    const head = said(await stream.block('connected')).id;
    await other.query(`BEGIN; LOCK TABLE ${table}`);
    const asking = call(program.url, ask(head), { token: admin.token, ...options });
    await until(async () => (await other.query(WAITING)).rowCount);

    const stopped = stopOf(program);
    await stream.end();
    await other.query('COMMIT');
    await other.end();
    const answer = await asking;
    const { tookMs, ...exit } = await stopped;

    console.log(`to the exit, with ${what} that waited for another: ${Math.round(tookMs)} ms`);
    expect(exit).toEqual(STOPPED);
    expect(answer).toMatchObject(expected);
  });
});

function newsFrom(position: number): string {
  return `GET /api/v1/events?after=${position}&wait=25`;
}
