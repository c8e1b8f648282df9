import { describe, expect, it } from '@jest/globals';
import { Client } from '../support/client.ts';
import { signedInCrew, signInAll } from '../support/crew.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { blockWith, rawStreams } from '../support/raw-streams.ts';
import { hears, idsOf, news, relayingServer } from '../support/relaying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

const CRM = '/api/v1/streams/crm';
const NOTIFICATIONS = '/api/v1/streams/notifications';
/** Promised within one second; five times that is hanging. */
const HANG_MS = 5_000;
const UNAUTHORIZED = /\n\nevent: system\.unauthorized\ndata: \{\}\n\n$/;
const closing = (reason: string) =>
  new RegExp(`\\n\\nretry: (\\d+)\\n\\nevent: system\\.closing\\ndata: \\{"reason":"${reason}"\\}\\n\\n$`);

/** How long it took, in milliseconds, from `act` to the end of all of them. */
async function timeOfEnd(streams: RawStream[], act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  await Promise.all(streams.map((stream) => stream.end()));
  return performance.now() - began;
}

describe('the end of a channel stream', () => {
  const { server, crm, notifications } = relayingServer();
  const crew = signedInCrew(server);
  const open = rawStreams(server);
  /** Opened when it is alive. */
  const alive = async (path: string, { token }: { token: string }) => {
    const stream = await open(path, { token });
    await blockWith(stream, 'event: heartbeat');
    return stream;
  };

  it('comes with the end of its session, and leaves the other sessions of the user alone', async () => {
    const [phone, desk] = [await Client.signIn(server(), 'manager'), await Client.signIn(server(), 'manager')];
    const lost = [await alive(CRM, phone), await alive(NOTIFICATIONS, phone)];
    const [kept, open] = [await alive(CRM, desk), await alive('/api/v1/streams/heartbeat', { token: '' })];

    const ms = await timeOfEnd(lost, () => phone.post('/auth/logout').expect(204).then());
    crm().send(news('after'));
    await hears(kept, 'after');

    console.log(`from logout to the end of the streams: ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(HANG_MS);
    for (const stream of lost) {
      expect(stream.text).toMatch(UNAUTHORIZED);
      expect(stream.body).toMatch(/\r\n0\r\n\r\n$/);
      expect(stream.text).not.toContain('after');
    }
    expect(open.ended).toBe(false);
  });

  it.each([
    ['becomes somebody else', { role: 'foreman' }],
    ['is active no more', { active: false }],
  ])('comes when its user %s, on all his devices', async (what, change) => {
    const email = `${what.replaceAll(' ', '-')}@test.local`;
    const person = { email, name: email, role: 'manager', password: 'a good password' };
    const { body } = await crew().admin.post('/users', person).expect(201);
    const devices = [1, 2].map(() => Client.signInAt(server().url, email, 'a good password'));
    const streams = await Promise.all((await Promise.all(devices)).map((device) => alive(CRM, device)));
    const other = await alive(CRM, crew().admin);

    const ms = await timeOfEnd(streams, () => crew().admin.patch(`/users/${body.id}`, change).expect(200).then());

    expect(ms).toBeLessThan(HANG_MS);
    for (const stream of streams) expect(stream.text).toMatch(UNAUTHORIZED);
    expect(other.ended).toBe(false);
  });

  it('makes room for the sixth of one user: the oldest goes, whatever channel and session it is of', async () => {
    const again = await Client.signIn(server(), 'manager');
    const { manager, foreman } = crew();
    const others = [await open('/api/v1/sse/events', manager), await alive(NOTIFICATIONS, foreman)];
    const oldest = await alive(NOTIFICATIONS, manager);
    const four = [await alive(CRM, again), await alive(CRM, manager), await alive(NOTIFICATIONS, again)];
    four.push(await alive(CRM, manager));
    expect(oldest.ended).toBe(false);

    const sixth = await alive(CRM, again);
    await oldest.end();
    crm().send(news('to all'));
    notifications().send(news('to all'));
    await Promise.all([...four, sixth].map((stream) => hears(stream, 'to all')));

    expect(closing('replaced').exec(oldest.text)?.[1]).toBe('60000');
    expect(idsOf(oldest)).toEqual([]);
    expect([...four, sixth, ...others].map(({ ended }) => ended)).toEqual(Array(7).fill(false));
  });
});

describe('a channel stream opened by an access token', () => {
  const { server } = relayingServer({ settings: { ACCESS_TOKEN_TTL: '3000' } });
  const open = rawStreams(server);

  it('ends with that token, not before; one opened by a ticket goes on', async () => {
    const client = await Client.signIn(server(), 'manager');
    const { exp } = JSON.parse(Buffer.from(client.token.split('.')[1] ?? '', 'base64url').toString());
    const { body } = await client.post('/sse/ticket').expect(200);
    const byTicket = await open(`${CRM}?token=${body.ticket}`);
    const stream = await open(CRM, { token: client.token });

    await stream.end();

    const late = Date.now() - exp * 1_000;
    expect(stream.text).toMatch(UNAUTHORIZED);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(HANG_MS);
    expect(byTicket.ended).toBe(false);
  });
});

describe('a server that stops', () => {
  let server: TestServer;
  const open = rawStreams(() => server);

  it('says so on each channel stream, and spreads the return of the clients', async () => {
    server = await startTestServer();
    const crew = await signInAll(server);
    const holders = [crew.admin, crew.manager, crew.foreman, crew.foreman2].flatMap(({ token }) =>
      Array(5).fill(token),
    );
    const streams = await Promise.all([
      ...holders.map((token: string) => open(NOTIFICATIONS, { token })),
      open('/api/v1/streams/heartbeat'),
      open('/api/v1/streams/heartbeat', { version: '1.0' }),
    ]);
    await Promise.all(streams.map((stream) => blockWith(stream, 'event: heartbeat')));

    await server.stop();
    await until(() => streams.every(({ ended }) => ended));

    const retries = streams.map((stream) => Number(closing('shutdown').exec(stream.text)?.[1]));
    expect(Math.min(...retries)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...retries)).toBeLessThanOrEqual(5_000);
    expect(new Set(retries).size).toBeGreaterThan(5);
  });
});
