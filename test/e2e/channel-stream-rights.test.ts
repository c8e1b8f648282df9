import { afterEach, describe, expect, it } from '@jest/globals';
import { call, verdictOf } from '../support/calls.ts';
import { type Crew, signedInCrew } from '../support/crew.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { relayingServer } from '../support/relaying-server.ts';
import { StreamReader } from '../support/stream-reader.ts';

const EVERYBODY = ['admin', 'manager', 'foreman', 'foreman2'] as const satisfies readonly (keyof Crew)[];

describe('who may follow a channel', () => {
  const { server } = relayingServer({ settings: { GATEWAY_UPSTREAM_PRICE_LISTS_SSE_URL: 'http://127.0.0.1:1/' } });
  const crew = signedInCrew(server);
  const open = rawStreams(server);
  const verdict = async (channel: string, token: string | null, query = '') =>
    verdictOf(await call(server().url, `GET /api/v1/streams/${channel}${query}`, { token }));

  it.each([
    ['crm', ['200', '200', '403 forbidden', '403 forbidden']],
    ['price-lists', ['200', '200', '403 forbidden', '403 forbidden']],
    ['notifications', ['200', '200', '200', '200']],
    ['heartbeat', ['200', '200', '200', '200']],
  ])('of %s', async (channel, verdicts) => {
    expect(await Promise.all(EVERYBODY.map((who) => verdict(channel, crew()[who].token)))).toEqual(verdicts);
  });

  it.each(['crm', 'notifications', 'price-lists'])('is nobody without a token, of %s', async (channel) => {
    const queries = ['', '?token=', '?token=x', `?token=${crew().admin.token}&token=${crew().admin.token}`];

    for (const query of queries) expect(await verdict(channel, null, query)).toBe('401 unauthenticated');
    expect(await verdict(channel, 'x')).toBe('401 unauthenticated');
  });

  it('is told in the refusal, as a problem and not as a stream', async () => {
    const nobody = await call(server().url, 'GET /api/v1/streams/crm');
    const foreman = await call(server().url, 'GET /api/v1/streams/crm', { token: crew().foreman.token });

    expect(nobody.headers.get('WWW-Authenticate')).toBe('Bearer');
    expect(foreman.body).toEqual({
      type: 'about:blank',
      title: 'Not allowed',
      status: 403,
      detail: expect.any(String),
      code: 'forbidden',
    });
  });

  it('is who has an access token or a ticket, in the header or in the address', async () => {
    const { token, post } = { token: crew().manager.token, post: crew().manager.post.bind(crew().manager) };
    const { body } = await post('/sse/ticket').expect(200);
    const ways = [
      { path: '/api/v1/streams/crm', token },
      { path: `/api/v1/streams/crm?token=${token}` },
      { path: '/api/v1/streams/crm', token: body.ticket },
      { path: `/api/v1/streams/crm?token=${body.ticket}` },
    ];

    for (const { path, ...by } of ways) expect((await open(path, by)).head.status).toBe(200);
  });

  it('is decided by the header, where there is a token in the address too', async () => {
    const [manager, foreman] = [crew().manager.token, crew().foreman.token];

    expect(await verdict('crm', foreman, `?token=${manager}`)).toBe('403 forbidden');
    expect(await verdict('crm', manager, `?token=${foreman}`)).toBe('200');
  });
});

describe('the channel of signs of life', () => {
  const { server } = relayingServer({ settings: { GATEWAY_UPSTREAM_SSE_HEARTBEAT_INTERVAL: '100' } });
  const open = rawStreams(server);
  const readers: StreamReader[] = [];
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });

  it('speaks to anyone at once, and then counts in the interval that is set', async () => {
    const began = performance.now();
    const stream = await open('/api/v1/streams/heartbeat');

    await stream.until(() => stream.blocks.length >= 5);

    const beats = [1, 2, 3, 4, 5].map((n) => `event: heartbeat\ndata: {"type":"heartbeat","sequence":${n}}`);
    expect(stream.blocks.slice(0, 5)).toEqual(beats);
    expect(performance.now() - began).toBeGreaterThan(300);
  });

  it('counts for each stream by itself, and is heard by an EventSource', async () => {
    const first = new StreamReader(`${server().url}/api/v1/streams/heartbeat`, ['heartbeat']);
    readers.push(first);
    await first.first(({ data }) => data.sequence === 3);

    const second = new StreamReader(`${server().url}/api/v1/streams/heartbeat?last_event_id=7`, ['heartbeat']);
    readers.push(second);
    await second.first(({ data }) => data.sequence === 2);

    expect(second.heard[0]).toEqual({ type: 'heartbeat', id: '', data: { type: 'heartbeat', sequence: 1 } });
  });

  it('is open to anyone, however many, and counts for nobody’s five streams', async () => {
    const streams = await Promise.all(Array.from({ length: 12 }, () => open('/api/v1/streams/heartbeat')));

    await Promise.all(streams.map((stream) => stream.until(() => stream.has('"sequence":3}'))));

    for (const stream of streams) expect(stream.ended).toBe(false);
  });
});
