import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Client } from '../support/client.ts';
import { expectProblem } from '../support/problems.ts';
import { ServerClock } from '../support/server-clock.ts';
import { StreamReader } from '../support/stream-reader.ts';
import { sharedServer } from '../support/test-server.ts';

describe('a stream ticket', () => {
  const clock = new ServerClock();
  const server = sharedServer({ arrange: clock.arrange, settings: { SSE_KEEPALIVE_INTERVAL: '100' } });
  const ticketOf = async (client: Client): Promise<string> =>
    (await client.post('/sse/ticket').expect(200)).body.ticket;

  it('is good for a minute', async () => {
    const manager = await Client.signIn(server(), 'manager');

    const { body } = await manager.post('/sse/ticket').expect(200);

    expect(body).toEqual({ ticket: expect.any(String), expires_in: 60 });
  });

  it('opens streams, as often as wanted, and nothing else', async () => {
    const ticket = await ticketOf(await Client.signIn(server(), 'manager'));
    const streams = [StreamReader.role(server().url, ticket), StreamReader.role(server().url, ticket)];

    await Promise.all(streams.map((stream) => stream.event('connected')));

    for (const stream of streams) stream.close();
    const asBearer = await request(server().url).get('/api/v1/auth/me').set('Authorization', `Bearer ${ticket}`);
    expectProblem(asBearer, 401, 'unauthenticated');
  });

  it('is worth nothing after its minute, or when its session is over', async () => {
    const manager = await Client.signIn(server(), 'manager');
    const late = await ticketOf(manager);
    clock.forward(61_000);
    const revoked = await ticketOf(manager);
    await manager.post('/auth/logout').expect(204);

    for (const ticket of [late, revoked]) {
      expectProblem(await request(server().url).get(`/api/v1/sse/events?token=${ticket}`), 401, 'unauthenticated');
    }
  });

  it("opens a stream that outlives the access token and ends with its session's logout", async () => {
    const manager = await Client.signIn(server(), 'manager');
    const [byTicket, byToken] = [await ticketOf(manager), manager.token].map((t) => StreamReader.role(server().url, t));
    await Promise.all([byTicket?.event('connected'), byToken?.event('connected')]);
    clock.forward(16 * 60_000);
    await byToken?.event('system.unauthorized');
    const before = byTicket?.heard.length ?? 0;
    await byTicket?.first((message) =>
      byTicket.heard.indexOf(message) >= before ? message.data.event === 'keepalive' : false,
    );
    clock.forward(-16 * 60_000);

    await manager.post('/auth/logout').expect(204);

    await byTicket?.event('system.unauthorized');
    byTicket?.close();
    byToken?.close();
  });
});
