import { describe, expect, it } from '@jest/globals';
import { Readiness } from '../../../src/usecases/ports/readiness.ts';
import { call, verdictOf } from '../../support/calls.ts';
import { Client } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { blockWith, rawStreams } from '../../support/raw-streams.ts';
import { sendInside } from '../../support/targeted-streams.ts';
import { sharedServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';

const DAY_MS = '86400000';

describe('the health of the streams', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const open = rawStreams(server);
  const health = async () => (await call(server().url, 'GET /api/sse/health')).body;
  const stats = async () => (await call(server().url, 'GET /api/sse/stats', { token: crew().admin.token })).body;

  it('is said to anyone, in the words of the contract', async () => {
    await until(async () => (await health()).status === 'healthy'); // the first sign of life of each channel is there

    const answer = await call(server().url, 'GET /api/sse/health');

    expect([answer.status, answer.media]).toEqual([200, 'application/json']);
    expect(JSON.stringify(answer.body)).toBe(
      JSON.stringify({
        status: 'healthy',
        connections: 0,
        redis: 'disabled',
        channels: {
          crm: { active: true, upstream: 'unconfigured' },
          notifications: { active: true, upstream: 'unconfigured' },
        },
      }),
    );
  });

  it('counts streams of each kind as they come and go', async () => {
    const { admin, manager, foreman } = crew();
    expect(await stats()).toEqual({ active_connections: 0, events_sent: expect.any(Number), connection_details: {} });

    const streams = [
      await open('/api/v1/sse/events', { token: manager.token }),
      await open('/api/v1/sse/events', { token: foreman.token }),
      await open('/api/v1/streams/heartbeat'),
      await open('/api/v1/streams/notifications', { token: foreman.token }),
      await open('/api/sse', { token: foreman.token }),
      await open('/api/sse', { token: foreman.token }),
      await open(`/api/sse?userId=${server().staff.foreman.id}`, { token: admin.token }),
    ];

    const { connection_details, active_connections, ...more } = await stats();
    expect(connection_details).toEqual({
      role: { manager: 1, foreman: 1 },
      channel: { guest: 1, foreman: 1 },
      targeted: { foreman: 2, admin: 1 },
    });
    expect([active_connections, (await health()).connections]).toEqual([7, 7]);
    expect(Object.keys(more)).toEqual(['events_sent']);

    streams[5]?.destroy();
    await until(async () => (await health()).connections === 6);
    expect((await stats()).connection_details.targeted).toEqual({ foreman: 1, admin: 1 });
    for (const stream of streams) stream.destroy();
    await until(async () => (await health()).connections === 0);
    expect((await stats()).connection_details).toEqual({});
  });

  it('counts the events that were written, to each stream', async () => {
    const [one, other] = [
      await open('/api/sse', { token: crew().foreman.token }),
      await open('/api/sse', { token: crew().foreman.token }),
    ];
    await Promise.all([blockWith(one, 'event: connected'), blockWith(other, 'event: connected')]);
    const before = (await stats()).events_sent;

    await sendInside(server(), {}, 'note', 'unstored');
    await sendInside(server(), { userId: server().staff.foreman.id }, 'note', 'stored');
    await Promise.all([one, other].map((stream) => blockWith(stream, '"stored"')));

    expect((await stats()).events_sent).toBe(before + 4);
  });

  it('tells the counts to admins alone, in the order of the contract', async () => {
    const as = async (token: string | null) => verdictOf(await call(server().url, 'GET /api/sse/stats', { token }));

    expect([await as(null), await as(crew().foreman.token), await as(crew().manager.token)]).toEqual([
      '401 unauthenticated',
      '403 forbidden',
      '403 forbidden',
    ]);
    expect(Object.keys(await stats())).toEqual(['active_connections', 'events_sent', 'connection_details']);
  });
});

describe('the health of the streams of a server in trouble', () => {
  let trouble: Awaited<ReturnType<Readiness['trouble']>> = null;
  const server = sharedServer({
    arrange(container) {
      const register = container.register.bind(container);
      const watched: Readiness = { trouble: async () => trouble };
      // the server puts its own there later: this one stays
      Object.assign(container, {
        register: (token: unknown, provider: never) =>
          token === Readiness
            ? register<Readiness>(Readiness, { useValue: watched })
            : register(token as never, provider),
      });
    },
  });
  const health = () => call(server().url, 'GET /api/sse/health');

  it('is degraded while the database is away, and counts all the same; then healthy again', async () => {
    await until(async () => (await health()).body.status === 'healthy');
    const { token } = await Client.signIn(server(), 'foreman');
    const stream = await fetch(`${server().url}/api/sse?token=${token}`);

    trouble = 'database_away';
    const away = await health();
    trouble = null;
    const back = await health();
    await stream.body?.cancel();

    expect([away.status, away.body]).toMatchObject([200, { status: 'degraded', connections: 1, redis: 'disabled' }]);
    expect(back.body.status).toBe('healthy');
  });
});

describe('the health of a channel', () => {
  const settings = { GATEWAY_UPSTREAM_SSE_HEARTBEAT_INTERVAL: DAY_MS, GATEWAY_UPSTREAM_SSE_HEARTBEAT_TTL: '100' };
  const server = sharedServer({ settings });

  it('is that of the server: one whose sign of life has run out degrades it', async () => {
    const lapsed = await until(async () => {
      const { body } = await call(server().url, 'GET /api/sse/health');
      return body.status === 'degraded' && body;
    });

    expect(lapsed.channels).toMatchObject({ crm: { active: false }, notifications: { active: false } });
  });
});
