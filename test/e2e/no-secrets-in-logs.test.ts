import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { EventLog } from '../../src/usecases/ports/event-log.ts';
import { Client } from '../support/client.ts';
import { StreamReader } from '../support/stream-reader.ts';
import { PASSWORD, SECRET, startTestServer, type TestServer } from '../support/test-server.ts';

const WRONG_PASSWORD = 'the wrong password of somebody';
const TOKEN_OF_A_STRANGER = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLWEtc3RyYW5nZXI';
const KEY = 'a-key-in-the-query';

/** Lets a stream fail after it was opened. */
const BROKEN_LOG: EventLog = {
  place: async (position) => {
    if (position > 0) throw new Error('the log is away');
    return { standing: 'known', oldest: 0, newest: 0 };
  },
  read: () => Promise.reject(new Error('the log is away')),
  readFor: () => Promise.reject(new Error('the log is away')),
};

describe('the log', () => {
  const tokens: string[] = [];
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({
      settings: { LOG_LEVEL: 'trace' },
      arrange: (container) => container.register<EventLog>(EventLog, { useValue: BROKEN_LOG }),
    });
    await useEveryDoor();
  });
  afterAll(() => server.stop());
  const get = (path: string) => request(server.url).get(`/api/v1${path}`);

  async function useEveryDoor(): Promise<void> {
    const manager = await Client.signIn(server, 'manager');
    const phone = await Client.signIn(server, 'manager');
    tokens.push(manager.token, manager.refreshToken, phone.token, phone.refreshToken);
    const email = 'foreman@test.local';
    await request(server.url).post('/api/v1/auth/login').send({ email, password: WRONG_PASSWORD }).expect(401);
    await request(server.url)
      .post('/api/v1/auth/login')
      .send({ email, password: WRONG_PASSWORD, token: KEY })
      .expect(422);
    const cut = `{"email":"${email}","password":"${WRONG_PASSWORD}`;
    await request(server.url).post('/api/v1/auth/login').type('json').send(cut).expect(400);
    const stream = StreamReader.role(server.url, phone.token);
    await stream.event('connected');
    const failing = StreamReader.role(server.url, manager.token, '&last_event_id=1');
    await failing.broken();
    failing.close();
    await get(`/sse/events?token=${TOKEN_OF_A_STRANGER}`).expect(401);
    await get(`/nothing?token=${manager.token}&ticket=${KEY}`).expect(404);
    for (const path of ['/nowhere', '/users', '/sse/events', '']) await get(`${path}/${manager.token}`);
    await request(server.url).get(`/${phone.refreshToken}`).expect(404);
    await manager.get(`/estimates/%zz?token=${manager.token}`).expect(400);
    await manager.get(`/estimates/0?token=${manager.token}&access_token=${KEY}`).expect(404);
    await manager.get('/projects').set('Cookie', `session=${KEY}`).expect(200);
    await phone.post('/auth/logout').expect(204);
    await stream.event('system.unauthorized');
    stream.close();
  }

  it('has a line for each answer and each stream', () => {
    const about = (msg: string) => server.log.lines.filter((line) => line.msg === msg).length;

    expect(about('request completed')).toBeGreaterThan(8);
    expect(about('SSE stream opened')).toBe(2);
    expect(about('SSE stream failed')).toBe(1);
    expect(about('SSE stream closed')).toBeGreaterThanOrEqual(1);
  });

  it('holds no token, no password and no secret', () => {
    const text = server.log.text();

    for (const secret of [...tokens, PASSWORD, WRONG_PASSWORD, SECRET, TOKEN_OF_A_STRANGER, KEY]) {
      expect(text).not.toContain(secret);
    }
    for (const [, , signature] of tokens.map((token) => token.split('.'))) {
      if (signature) expect(text).not.toContain(signature);
    }
    expect(text).not.toMatch(/token=|Bearer |\$argon2|authorization|cookie/i);
  });
});
