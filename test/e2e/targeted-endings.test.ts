import { describe, expect, it } from '@jest/globals';
import { Switchboard } from '../../src/usecases/ports/switchboard.ts';
import { call, verdictOf } from '../support/calls.ts';
import { Client } from '../support/client.ts';
import { signedInCrew, signInAll } from '../support/crew.ts';
import { blockWith } from '../support/raw-streams.ts';
import { ServerClock } from '../support/server-clock.ts';
import { named, sendAs, sendInside, targetedStreams } from '../support/targeted-streams.ts';
import { PASSWORD, sharedServer, startTestServer, type TestServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** Promised within one second; five times that is hanging. */
const HANG_MS = 5_000;
const UNAUTHORIZED = /\n\nevent: system\.unauthorized\ndata: \{\}\n\n$/;

describe('a stream of targeted sends ends', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const streams = targetedStreams(server);
  const hire = async (email: string) => {
    const { body } = await crew().admin.post('/users', { email, name: email, role: 'foreman', password: PASSWORD });
    return { id: body.id as number, client: await Client.signInAt(server().url, email, PASSWORD) };
  };

  it.each<[string, (id: number, client: Client) => PromiseLike<unknown>]>([
    ['a logout', (_id, client) => client.post('/auth/logout').expect(204)],
    ['a revocation', (id) => crew().admin.delete(`/users/${id}/sessions`).expect(204)],
    ['a deactivation', (id) => crew().admin.patch(`/users/${id}`, { active: false }).expect(200)],
    ['another role', (id) => crew().admin.patch(`/users/${id}`, { role: 'manager' }).expect(200)],
  ])('with %s, and says so; then nothing reaches it, and it is not counted', async (how, end) => {
    const { id, client } = await hire(`${how.replaceAll(' ', '-')}@test.local`);
    const stream = await streams.raw(client);
    const other = await streams.raw(crew().foreman);
    const start = performance.now();

    await end(id, client);
    await stream.end();

    const ms = performance.now() - start;
    console.log(`ended by ${how} after ${ms.toFixed(0)} ms`);
    expect(ms).toBeLessThan(HANG_MS);
    expect(stream.text).toMatch(UNAUTHORIZED);
    expect(stream.body).toMatch(/\r\n0\r\n\r\n$/);
    expect(await sendInside(server(), { userId: id }, 'note', 'too late')).toBe(0);
    expect(await sendInside(server(), {}, 'note', 'for the others')).toBe(1);
    await blockWith(other, 'for the others');
    expect(named(stream, 'note')).toEqual([]);
  });

  it("with the logout of an admin who listens as somebody else, and not with that one's", async () => {
    const [admin, foreman] = [await Client.signIn(server(), 'admin'), await Client.signIn(server(), 'foreman')];
    const shadow = await streams.raw(admin, { userId: server().staff.foreman.id });
    const his = await streams.raw(foreman);

    await foreman.post('/auth/logout').expect(204);
    await his.end();
    await sendAs(admin, server(), { type: 'note', data: 1, target: { userId: server().staff.foreman.id } });
    await blockWith(shadow, 'event: note');
    await admin.post('/auth/logout').expect(204);
    await shadow.end();

    expect(shadow.text).toMatch(UNAUTHORIZED);
  });

  it('with its own connection alone, which is then not counted', async () => {
    const [one, other] = [await streams.raw(crew().foreman2), await streams.raw(crew().foreman2)];
    const target = { userId: server().staff.foreman2.id };

    const before = await sendInside(server(), target, 'note', 1);
    one.destroy();
    await until(async () => (await server().container.resolve<Switchboard>(Switchboard).count(target)) === 1);

    expect([before, await sendInside(server(), target, 'note', 2)]).toEqual([2, 1]);
    await blockWith(other, 'data: 2');
  });
});

describe('a stream of targeted sends', () => {
  const clock = new ServerClock();
  const server = sharedServer({ arrange: clock.arrange, settings: { SSE_HEARTBEAT_INTERVAL: '100' } });
  const streams = targetedStreams(server);

  it('ends with the access token that opened it; one opened by a ticket lives on, as long as the session', async () => {
    const foreman = await Client.signIn(server(), 'foreman');
    const { body } = await foreman.post('/sse/ticket').expect(200);
    const byToken = await streams.raw(foreman);
    const byTicket = await streams.raw(foreman, {}, { token: body.ticket });

    clock.forward(16 * 60_000);
    await byToken.end();
    const beats = named(byTicket, 'heartbeat').length;
    await byTicket.until(() => named(byTicket, 'heartbeat').length > beats + 1);
    clock.forward(-16 * 60_000);
    await foreman.post('/auth/logout').expect(204);
    await byTicket.end();

    expect(byToken.text).toMatch(UNAUTHORIZED);
    expect(byTicket.text).toMatch(UNAUTHORIZED);
  });
});

describe('a server that stops', () => {
  let server: TestServer;
  const streams = targetedStreams(() => server);

  it('says so on each stream of targeted sends, after all that was sent, and spreads the return', async () => {
    server = await startTestServer();
    const { admin, foreman } = await signInAll(server);
    const open = await Promise.all([
      ...Array.from({ length: 12 }, () => streams.raw(foreman)),
      streams.raw(foreman, {}, { version: '1.0' }),
    ]);
    await sendAs(admin, server, { type: 'note', data: 'stored', target: { userId: server.staff.foreman.id } });
    await sendAs(admin, server, { type: 'note', data: 'unstored' });

    await server.stop();
    await Promise.all(open.map((stream) => stream.end()));

    const closing = /\n\nretry: (\d+)\n\nevent: system\.closing\ndata: \{"reason":"shutdown"\}\n\n$/;
    const retries = open.map((stream) => Number(closing.exec(stream.text)?.[1]));
    for (const stream of open) {
      const notes = named(stream, 'note').map((block) => block.split('data: ')[1]);
      expect(notes.sort()).toEqual(['"stored"', '"unstored"']);
    }
    expect(Math.min(...retries)).toBeGreaterThanOrEqual(1_000);
    expect(Math.max(...retries)).toBeLessThanOrEqual(5_000);
    expect(new Set(retries).size).toBeGreaterThan(4);
  });
});

describe('a sign-in that is over', () => {
  const server = sharedServer();

  it('opens no stream of targeted sends and sends nothing', async () => {
    const admin = await Client.signIn(server(), 'admin');
    await admin.post('/auth/logout').expect(204);

    expect((await sendAs(admin, server(), { type: 'note', data: 1 })).status).toBe(401);
    expect(verdictOf(await call(server().url, `GET /api/sse?token=${admin.token}`))).toBe('401 unauthenticated');
  });
});
