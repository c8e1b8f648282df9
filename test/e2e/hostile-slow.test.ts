import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DOOR_LIMITS, DoorLimits } from '../../src/interfaces/http/door-limits.ts';
import { PasswordHasher } from '../../src/usecases/ports/password-hasher.ts';
import { call } from '../support/calls.ts';
import { signedInCrew } from '../support/crew.ts';
import { bytesInUse } from '../support/garbage.ts';
import { QUICK_HASHER } from '../support/hostile-stage.ts';
import { closed, connectTo } from '../support/raw-request.ts';
import { RawStream } from '../support/raw-stream.ts';
import { serverSockets } from '../support/server-sockets.ts';
import { PASSWORD, sharedServer } from '../support/test-server.ts';

/** The real ones are longer, so that nobody on a bad network is cut off; what they do is the same. */
const LIMITS: DoorLimits = { headMs: 2_000, requestMs: 3_000, lookMs: 250, idleMs: 8_000, lingerMs: 500 };
const AT_ONCE = 200;
const DRIP_MS = 100;
const MEBIBYTE = 1024 * 1024;

const HEAD = 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ';
const body = (path: string, more = '') =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${more}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"email":"`;
const chunks = (what: string, more = '') =>
  `${what} HTTP/1.1\r\nHost: x\r\n${more}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
const CHUNK = `10000\r\n${'x'.repeat(0x10000)}\r\n`;

describe('somebody who takes his time', () => {
  const server = sharedServer({
    settings: { SSE_KEEPALIVE_INTERVAL: '60000' },
    arrange: (container) =>
      container
        .register<DoorLimits>(DoorLimits, { useValue: LIMITS })
        .register<PasswordHasher>(PasswordHasher, { useValue: QUICK_HASHER }),
  });
  const crew = signedInCrew(server);
  const serverSide = serverSockets();
  const bearer = () => `Authorization: Bearer ${crew().manager.token}\r\n`;
  const opened: Socket[] = [];
  let quiet: RawStream;
  beforeAll(async () => {
    quiet = await RawStream.open(server(), crew().manager.token);
  });
  afterEach(() => {
    for (const socket of opened.splice(0)) socket.destroy();
  });
  afterAll(() => quiet.destroy());

  async function connected(): Promise<Socket> {
    const socket = await connectTo(server());
    opened.push(socket);
    return socket;
  }

  /** Two hundred that send this and then a byte now and then; how long they were let, and what was seen meanwhile. */
  async function drip(start: string, byte: string) {
    const sockets = await Promise.all(Array.from({ length: AT_ONCE }, connected));
    for (const socket of sockets) await serverSide(socket); // a busy server accepts one in each turn of its event loop
    const before = bytesInUse();
    const answers: string[] = [];
    const began = performance.now();
    const ends = sockets.map(async (socket) => {
      let text = '';
      socket.on('data', (part) => {
        text += part;
      });
      if (start !== '') socket.write(start);
      await closed(socket);
      answers.push(text);
      return performance.now() - began;
    });
    const dripping = setInterval(() => {
      for (const socket of sockets) if (byte !== '' && socket.writable) socket.write(byte);
    }, DRIP_MS);
    let [over, slowestMs, grown] = [false, 0, 0];
    const all = Promise.all(ends).finally(() => {
      over = true;
    });
    while (!over) {
      const asked = performance.now();
      expect((await call(server().url, 'GET /api/v1/projects', { token: crew().foreman.token })).status).toBe(200);
      slowestMs = Math.max(slowestMs, performance.now() - asked);
      if (grown === 0 && performance.now() - began > LIMITS.headMs / 2) grown = bytesInUse() - before;
    }
    clearInterval(dripping);
    const heldMs = Math.max(...(await all));
    return { answers, heldMs, slowestMs, grown };
  }

  it.each([
    ['heads', () => HEAD, 'x', LIMITS.headMs, '408'],
    ['connections without a word', () => '', '', LIMITS.headMs, '408'],
    ['bodies of strangers', () => body('/api/v1/auth/login'), 'x', LIMITS.requestMs, '408'],
    ['bodies of somebody signed in', () => body('/api/v1/projects', bearer()), 'x', LIMITS.requestMs, '408'],
  ])('over %s, two hundred at once, is given up, while others are served', async (what, start, byte, promisedMs) => {
    const { answers, heldMs, slowestMs, grown } = await drip(start(), byte);

    const promised = promisedMs + LIMITS.lookMs;
    console.log(
      `${AT_ONCE} slow ${what}: given up after ${Math.round(heldMs)} ms (promised: ${promised}), others waited at ` +
        `most ${Math.round(slowestMs)} ms, ${(grown / MEBIBYTE).toFixed(1)} MiB more`,
    );
    expect(heldMs).toBeLessThan(5 * promised);
    expect(heldMs).toBeGreaterThan(promisedMs / 2);
    expect(grown).toBeLessThan(20 * MEBIBYTE);
    for (const answer of answers)
      expect(answer).toMatch(/^(HTTP\/1\.1 40[08] [\s\S]*"code":"(request_timeout|aborted)")?/);
  });

  it.each([
    ['a stranger to sign in', () => chunks('POST /api/v1/auth/login'), 413, LIMITS.lingerMs],
    ['a stranger to what is not his', () => chunks('POST /api/v1/projects'), 401, LIMITS.lingerMs],
    ['somebody signed in', () => chunks('POST /api/v1/projects', bearer()), 413, LIMITS.lingerMs],
    ['another program', () => chunks('POST /api/v1/webhooks/crm'), 413, LIMITS.lingerMs],
    ['somebody to no address', () => chunks('POST /nothing'), 404, LIMITS.lingerMs],
    ['a reader of a stream', () => chunks('GET /api/v1/sse/events', bearer()), 200, LIMITS.requestMs + LIMITS.lookMs],
  ])('with a body without an end from %s is answered and given up', async (who, start, status, promisedMs) => {
    const socket = await connected();
    let text = '';
    socket.on('data', (part) => {
      text += part;
    });
    const began = performance.now();
    socket.write(start());
    const pump = () => {
      while (socket.writable && socket.write(CHUNK));
    };
    socket.on('drain', pump);
    pump();
    await closed(socket);

    const ms = performance.now() - began;
    console.log(`a body without an end of ${who}: ${status}, given up after ${Math.round(ms)} ms (${promisedMs})`);
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(ms).toBeLessThan(5 * promisedMs);
  });

  it('over the taking of an answer is given up', async () => {
    const socket = await connected();
    const far = await serverSide(socket);
    const began = performance.now();
    socket.pause();
    socket.write('GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(20));

    await closed(far);

    const ms = performance.now() - began;
    console.log(`an answer that is not taken: given up after ${Math.round(ms)} ms (promised: ${LIMITS.idleMs})`);
    expect(ms).toBeLessThan(5 * LIMITS.idleMs);
  });

  it('and sends all of it before his time is over is served', async () => {
    const socket = await connected();
    const login = JSON.stringify({ email: 'manager@test.local', password: PASSWORD });
    const head = `POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${login.length}\r\n\r\n`;
    let text = '';
    socket.on('data', (part) => {
      text += part;
    });

    for (const piece of `${head}${login}`.match(/[\s\S]{1,20}/g) ?? []) {
      socket.write(piece);
      await new Promise((resolve) => setTimeout(resolve, DRIP_MS / 2)); // his network
    }
    await closed(socket);

    expect(text).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('over nothing, since a stream had no news for him, is let be', () => {
    expect([quiet.head.status, quiet.ended]).toEqual([200, false]);
  });

  it('is let longer outside of tests, and not for ever', () => {
    for (const [name, ms] of Object.entries(DOOR_LIMITS)) {
      expect(ms).toBeGreaterThan(LIMITS[name as keyof DoorLimits]);
      expect(ms).toBeLessThanOrEqual(120_000);
    }
  });
});
