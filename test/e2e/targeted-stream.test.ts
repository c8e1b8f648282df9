import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { call, verdictOf } from '../support/calls.ts';
import type { Client } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { named, pathOf, type Query, targetedStreams } from '../support/targeted-streams.ts';
import { sharedServer } from '../support/test-server.ts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('the stream of targeted sends', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const streams = targetedStreams(server);
  const open = rawStreams(server);
  const verdict = async (client: Client | null, query: Query = {}) =>
    verdictOf(await call(server().url, `GET ${pathOf(query)}`, { token: client?.token ?? null }));

  it('begins with how soon to come back, and with who it is, in the order of the contract', async () => {
    const stream = await streams.raw(crew().foreman, { clientId: 'phone', sessionId: 's-1' });

    const [retry, connected, ...more] = stream.blocks;
    const [event, id, data = ''] = (connected ?? '').split('\n');
    const { timestamp } = JSON.parse(data.slice('data: '.length));
    const who = { clientId: 'phone', userId: server().staff.foreman.id, sessionId: 's-1', timestamp };
    expect(stream.head.status).toBe(200);
    expect(stream.head.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-store, must-revalidate, no-transform',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    expect([retry, event, more]).toEqual(['retry: 3000', 'event: connected', []]);
    expect(id).toMatch(/^id: \d+$/);
    expect(data).toBe(`data: ${JSON.stringify(who)}`);
    expect(timestamp).toMatch(TIME);
  });

  it('needs a sign-in, by token or ticket, in the header or in the address', async () => {
    const { body } = await crew().foreman.post('/sse/ticket').expect(200);
    const at = async (path: string, token: string | null = null) => (await call(server().url, path, { token })).status;

    expect(await verdict(null)).toBe('401 unauthenticated');
    expect(await at('GET /api/sse?token=nonsense')).toBe(401);
    for (const token of [body.ticket, crew().foreman.token]) {
      expect([await at('GET /api/sse', token), await at(`GET /api/sse?token=${token}`)]).toEqual([200, 200]);
    }
  });

  it('is refused behind an unfinished answer of the same connection, and then holds no name', async () => {
    const query = { clientId: 'pipelined' };

    const answers = await bare(`${asked('GET /api/v1/events?after=0&wait=1')}\r\n${last(`GET ${pathOf(query)}`)}`);

    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400']);
    expect(await verdict(crew().foreman2, query)).toBe('200');
  });

  it('says nothing but its head to HEAD, and then holds no name', async () => {
    const query = { clientId: 'only the head' };

    const { head, body } = await open(pathOf(query), { token: crew().foreman.token, method: 'HEAD' });

    expect([head.status, head.headers['content-type'], body]).toEqual([200, 'text/event-stream', '']);
    expect(await verdict(crew().foreman2, query)).toBe('200');
  });

  it('comes without chunks to an HTTP/1.0 client, and is ended by closing', async () => {
    const stream = await streams.raw(crew().foreman, {}, { version: '1.0' });

    expect(stream.head.headers).toMatchObject({ connection: 'close', 'content-type': 'text/event-stream' });
    expect(stream.head.headers['transfer-encoding']).toBeUndefined();
    expect(stream.body.startsWith('retry: 3000\n\nevent: connected\n')).toBe(true);
    expect(named(stream, 'connected')).toHaveLength(1);
  });

  const asked = (what: string) => `${what} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${crew().foreman.token}\r\n`;
  const last = (what: string) => `${asked(what)}Connection: close\r\n\r\n`;

  /** Whatever comes back on one connection for these bytes. */
  async function bare(bytes: string): Promise<string> {
    const { hostname, port } = new URL(server().url);
    const socket = connect(Number(port), hostname);
    socket.write(bytes);
    let answers = '';
    for await (const part of socket) answers += part;
    return answers;
  }
});
