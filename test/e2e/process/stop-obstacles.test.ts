import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { CountingReader } from '../../support/counting-reader.ts';
import { onPostgres } from '../../support/databases.ts';
import { flood } from '../../support/event-flood.ts';
import { type OwnProgram, ownPrograms, stopOf } from '../../support/own-program.ts';
import { SlowCall } from '../../support/slow-call.ts';

/** Promised; five times that is hanging. */
const PROMISED_MS = 10_000;
/** Together more than the kernel takes for somebody who does not read. */
const FLOOD = { events: 6_000, bytes: 2_000 };

/** What keeps a server busy, set up before the signal; answers what must be so after the exit. */
const OBSTACLES: Record<string, (own: OwnProgram) => Promise<() => void>> = {
  async 'uploads that never end'({ program, admin }) {
    const [still, dripping] = [await SlowCall.to(program.url), await SlowCall.to(program.url)];
    for (const upload of [still, dripping]) {
      upload.begin('GET /healthz', admin.token);
      upload.begin('POST /api/v1/projects', admin.token, 100_000);
      await upload.hears(/"ok"/); // the head of the other came with it
    }
    const drip = setInterval(() => dripping.send(' '), 20);
    dripping.socket.once('close', () => clearInterval(drip));
    return () => expect([still.statuses, dripping.statuses]).toEqual(Array(2).fill([200, 503]));
  },
  async 'requests whose head never ends'({ program }) {
    const slow = await SlowCall.to(program.url);
    slow.send('GET /api/v1/projects HTTP/1.1\r\nHost: test\r\nX-Slow: ');
    return () => expect(slow.heard).toBe('');
  },
  async 'somebody who waits for news'({ program, admin }) {
    const waiting = await SlowCall.to(program.url);
    const { body } = await admin.get('/events?after=0&limit=1').expect(200);
    waiting.begin('GET /healthz', admin.token);
    waiting.begin(`GET /api/v1/events?after=${body.head}&wait=25`, admin.token);
    await waiting.hears(/"ok"/);
    return () => expect(waiting.heard).toMatch(/HTTP\/1.1 200 .*"items":\[\],"head":\d+\}$/s);
  },
};

describe('a server that is told to stop ends in order and in time', () => {
  const start = ownPrograms();

  it.each(Object.entries(OBSTACLES))('with %s', async (_what, setUp) => {
    const own = await start('PGlite');
    const check = await setUp(own);

    const { tookMs, ...exit } = await stopOf(own.program);

    console.log(`to the exit, with ${_what}: ${Math.round(tookMs)} ms (promised: ${PROMISED_MS})`);
    expect(exit).toEqual({ code: 0, signal: null, stderr: '' });
    expect(tookMs).toBeLessThan(5 * PROMISED_MS);
    check();
  });
});

onPostgres('a server whose readers do not read, on PostgreSQL', (kind) => {
  const start = ownPrograms();

  it('ends in order and in time when it is told to', async () => {
    const { program, admin, env } = await start(kind);
    const [live, reading] = [
      await CountingReader.open(program.url, admin.token),
      await CountingReader.open(program.url, admin.token),
    ];
    live.socket.pause();
    const pool = new pg.Pool({ connectionString: env.DATABASE_URL as string, max: 1 });
    await reading.reached(await flood(pool, FLOOD));
    const replay = await CountingReader.open(program.url, admin.token, 0);
    replay.socket.pause();

    const { tookMs, ...exit } = await stopOf(program);
    await pool.end();

    console.log(`to the exit, with readers who do not read: ${Math.round(tookMs)} ms (promised: ${PROMISED_MS})`);
    expect(exit).toEqual({ code: 0, signal: null, stderr: '' });
    expect(tookMs).toBeLessThan(5 * PROMISED_MS);
    expect(reading.tail).toContain('"reason":"shutdown"');
    for (const { socket } of [live, replay]) socket.destroy();
  });
});

describe('a server whose channel hangs', () => {
  const start = ownPrograms();
  const sockets: Socket[] = [];
  const source = createServer((socket) => void sockets.push(socket.on('error', () => undefined).resume()));
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    source.close();
  });

  it('ends in order and in time when it is told to', async () => {
    await once(source.listen(0, '127.0.0.1'), 'listening');
    const asked = once(source, 'connection');
    const url = `http://127.0.0.1:${(source.address() as AddressInfo).port}/events`;
    const { program } = await start('PGlite', { env: { GATEWAY_UPSTREAM_CRM_SSE_URL: url } });
    await asked;

    const { tookMs, ...exit } = await stopOf(program);

    console.log(`to the exit, with a source that says nothing: ${Math.round(tookMs)} ms (promised: ${PROMISED_MS})`);
    expect(exit).toEqual({ code: 0, signal: null, stderr: '' });
    expect(tookMs).toBeLessThan(5 * PROMISED_MS);
  });
});
