import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { aProject, Client } from '../support/client.ts';
import { type Crew, signInAll } from '../support/crew.ts';
import { RawStream } from '../support/raw-stream.ts';
import { changes, openStreams, said } from '../support/streams.ts';
import { sharedServer, startTestServer } from '../support/test-server.ts';

/** Promised within one second; five times that is hanging. */
const HANG_MS = 5_000;

const closing = (reason: string) =>
  new RegExp(
    `\\n\\nretry: (\\d+)\\n\\nid: \\d+\\ndata: \\{"event":"system.closing","data":\\{"reason":"${reason}"\\},"timestamp":\\d{10}\\}\\n\\n$`,
  );
const UNAUTHORIZED = /\n\nid: \d+\ndata: \{"event":"system.unauthorized","timestamp":\d{10}\}\n\n$/;

describe('the end of a role stream', () => {
  const server = sharedServer();
  const streams = openStreams(server);

  it('comes with the end of its session, and leaves the other sessions of the user alone', async () => {
    const [phone, desk] = [await Client.signIn(server(), 'manager'), await Client.signIn(server(), 'manager')];
    const [lost, first, kept] = [await streams.raw(phone), await streams.raw(phone), await streams.raw(desk)];
    const start = performance.now();

    await phone.post('/auth/logout').expect(204);
    await Promise.all([lost.end(), first.end()]);

    expect(performance.now() - start).toBeLessThan(HANG_MS);
    for (const stream of [lost, first]) {
      expect(stream.text).toMatch(UNAUTHORIZED);
      expect(stream.body).toMatch(/\r\n0\r\n\r\n$/);
    }
    await aProject(desk, [], 'После выхода');
    await kept.block('project.created');
    expect(lost.text).not.toContain('После выхода');
  });

  it('is told to an EventSource, which then gets no other stream with that token', async () => {
    const client = await Client.signIn(server(), 'foreman');
    const reader = await streams.listen(client);

    await client.post('/auth/logout').expect(204);
    await reader.event('system.unauthorized');
    await reader.broken();

    await request(server().url).get('/api/v1/sse/events').query({ token: client.token }).expect(401);
  });
});

describe('a role stream opened by an access token', () => {
  const server = sharedServer({ settings: { ACCESS_TOKEN_TTL: '3000' } });
  const streams = openStreams(server);

  it('ends with that token, not before', async () => {
    const client = await Client.signIn(server(), 'manager');
    const { exp } = JSON.parse(Buffer.from(client.token.split('.')[1] ?? '', 'base64url').toString());
    const stream = await streams.raw(client);

    await stream.end();

    expect(stream.text).toMatch(UNAUTHORIZED);
    const late = Date.now() - exp * 1_000;
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(HANG_MS);
  });
});

describe('the role streams of one user', () => {
  const server = sharedServer({ settings: { SSE_MAX_CONNECTIONS_PER_USER: '2' } });
  const streams = openStreams(server);

  it('are two at most where that is the limit: the oldest makes room, whatever session it is of', async () => {
    const { manager, foreman, admin } = await signInAll(server());
    const again = await Client.signIn(server(), 'manager');
    const [oldest, second, other] = [await streams.raw(manager), await streams.raw(again), await streams.raw(foreman)];

    const third = await streams.raw(manager);
    await oldest.end();

    expect(closing('replaced').exec(oldest.text)?.[1]).toBe('60000');
    const { body } = await admin.get('/sse/stats').expect(200);
    expect(body.users).toEqual({ [server().staff.manager.id]: 2, [server().staff.foreman.id]: 1 });
    await aProject(manager, [server().staff.foreman.id], 'Все слышат');
    for (const stream of [second, third, other]) await stream.block('project.created');
    expect(changes(oldest)).toEqual([]);
  });
});

describe('a server that stops', () => {
  it('says so on each stream, after what came before, and spreads the return of the clients', async () => {
    const server = await startTestServer({ settings: { SSE_MAX_CONNECTIONS_PER_USER: '0' } });
    const crew: Crew = await signInAll(server);
    const open = Array.from({ length: 20 }, () => RawStream.open(server, crew.manager.token));
    const streams = await Promise.all([...open, RawStream.open(server, crew.foreman.token, { version: '1.0' })]);
    await Promise.all(streams.map((stream) => stream.block('connected')));
    await aProject(crew.manager, [server.staff.foreman.id], 'Напоследок');

    await server.stop();
    await Promise.all(streams.map((stream) => stream.end()));

    const retries = streams.map((stream) => Number(closing('shutdown').exec(stream.text)?.[1]));
    for (const stream of streams)
      expect(changes(stream).map((block) => said(block).event)).toEqual(['project.created']);
    expect(Math.min(...retries)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...retries)).toBeLessThanOrEqual(5_000);
    expect(new Set(retries).size).toBeGreaterThan(5);
    await expect(crew.manager.get('/projects')).rejects.toThrow('ECONNREFUSED');
  });
});
