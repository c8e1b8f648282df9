import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Client } from '../../support/client.ts';
import { databaseKinds } from '../../support/databases.ts';
import { expectProblem } from '../../support/problems.ts';
import { ServerClock } from '../../support/server-clock.ts';
import { StreamReader } from '../../support/stream-reader.ts';
import { sharedServer } from '../../support/test-server.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

describe.each(databaseKinds())('refreshing a session, on %s', (kind) => {
  const clock = new ServerClock();
  const server = sharedServer({ kind, arrange: clock.arrange });
  const refresh = (refresh_token: string, key?: string) => {
    const asked = request(server().url).post('/api/v1/auth/refresh');
    return (key === undefined ? asked : asked.set('Idempotency-Key', key)).send({ refresh_token });
  };
  const me = (token: string) => request(server().url).get('/api/v1/auth/me').set('Authorization', `Bearer ${token}`);

  it('gives new tokens of the same session, of the shape that sign-in gives', async () => {
    const { refreshToken } = await Client.signIn(server(), 'manager');

    const { body } = await refresh(refreshToken).expect(200);

    expect(Object.keys(body)).toEqual(['access_token', 'token_type', 'expires_in', 'refresh_token', 'user']);
    expect(body.refresh_token).not.toBe(refreshToken);
    await me(body.access_token).expect(200);
  });

  it('ends the session, and its streams, when an old token is used again', async () => {
    const { refreshToken } = await Client.signIn(server(), 'manager');
    const { body } = await refresh(refreshToken).expect(200);
    const stream = StreamReader.role(server().url, body.access_token);
    await stream.event('connected');

    expectProblem(await refresh(refreshToken), 401, 'unauthenticated');

    await stream.event('system.unauthorized');
    stream.close();
    expectProblem(await refresh(body.refresh_token), 401, 'unauthenticated');
    expectProblem(await me(body.access_token), 401, 'unauthenticated');
  });

  it('answers a repeat under the same key the same, within a minute', async () => {
    const { refreshToken } = await Client.signIn(server(), 'foreman');
    const { body: first } = await refresh(refreshToken, 'lost answer').expect(200);
    clock.forward(50_000);

    const { body: second } = await refresh(refreshToken, 'lost answer').expect(200);

    expect(second).toEqual(first);
    await refresh(second.refresh_token).expect(200);
  });

  it.each([
    ['under another key', 'other', 0],
    ['after the minute', 'lost answer', 61_000],
  ])('takes a repeat %s for theft', async (_when, key, ms) => {
    const { refreshToken } = await Client.signIn(server(), 'foreman');
    const { body } = await refresh(refreshToken, 'lost answer').expect(200);
    clock.forward(ms);

    expectProblem(await refresh(refreshToken, key), 401, 'unauthenticated');

    expectProblem(await me(body.access_token), 401, 'unauthenticated');
  });

  it('lets one of two simultaneous uses through at most, and then ends the session', async () => {
    const { refreshToken, token } = await Client.signIn(server(), 'foreman2');

    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expectProblem(await me(token), 401, 'unauthenticated');
  });

  it('lets a session slide: thirty days from the last refresh', async () => {
    const { refreshToken } = await Client.signIn(server(), 'admin');
    clock.forward(29 * DAY_MS);
    const { body } = await refresh(refreshToken).expect(200);
    clock.forward(29 * DAY_MS);
    const { body: later } = await refresh(body.refresh_token).expect(200);
    clock.forward(31 * DAY_MS);

    expectProblem(await refresh(later.refresh_token), 401, 'unauthenticated');
  });

  it.each(['', 'no token of ours', 'x'.repeat(600)])('refuses %j', async (token) => {
    const { status } = await refresh(token);

    expect(status).toBe(token.length > 0 && token.length <= 512 ? 401 : 422);
  });
});
