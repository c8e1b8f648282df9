import { describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import { Client } from '../../support/client.ts';
import { RawStream } from '../../support/raw-stream.ts';
import { sharedServer, type TestServer } from '../../support/test-server.ts';

const OURS = 'https://smeta.example';
const OURS_TOO = 'http://localhost:5173';
const STRANGERS = [
  'https://evil.example',
  'https://smeta.example.evil',
  'http://smeta.example',
  `${OURS}:8443`,
  'null',
];
const EXPOSED = ['ETag', 'Idempotent-Replayed', 'Retry-After', 'X-Request-Id', 'X-Stream-Position'];
const ASKED = 'authorization,content-type,if-match,idempotency-key,last-event-id';

/** An answer to each kind of thing that a page may ask for, from this origin. */
const ANSWERS: [string, number, (server: TestServer, token: string, origin: string) => PromiseLike<Response>][] = [
  ['a list', 200, (server, token, origin) => call(server, token, origin).get('/api/v1/projects')],
  ['nothing there', 404, (server, token, origin) => call(server, token, origin).get('/api/v1/estimates/1')],
  ['no such path', 404, (server, token, origin) => call(server, token, origin).get('/nothing')],
  ['a bad path', 400, (server, token, origin) => call(server, token, origin).get('/api/v1/estimates/%zz')],
  ['nobody signed in', 401, (server, _token, origin) => call(server, 'none', origin).get('/api/v1/estimates')],
  ['no stream', 401, (server, _token, origin) => call(server, 'none', origin).get('/api/v1/sse/events')],
  ['a bad body', 422, (server, token, origin) => call(server, token, origin).post('/api/v1/projects').send({})],
  ['a failed sign-in', 422, (server, token, origin) => call(server, token, origin).post('/api/v1/auth/login').send({})],
  ['health', 200, (server, token, origin) => call(server, token, origin).get('/healthz')],
];

function call(server: TestServer, token: string, origin: string) {
  return request.agent(server.url).set({ Origin: origin, Authorization: `Bearer ${token}` });
}

describe('CORS', () => {
  const server = sharedServer({ settings: { CORS_ORIGINS: `${OURS}, ${OURS_TOO}` } });
  const tokenOf = async () => (await Client.signIn(server(), 'manager')).token;

  it.each(ANSWERS)('lets a page of an allowed origin read %s', async (_what, status, ask) => {
    for (const origin of [OURS, OURS_TOO]) {
      const response = await ask(server(), await tokenOf(), origin);

      expect(response.status).toBe(status);
      expect(response.headers['access-control-allow-origin']).toBe(origin);
      expect(response.headers['access-control-expose-headers']?.split(',').sort()).toEqual(EXPOSED);
      expect(response.headers.vary).toMatch(/\bOrigin\b/);
    }
  });

  it.each(ANSWERS)('lets no page of another origin read %s', async (_what, status, ask) => {
    for (const origin of STRANGERS) {
      const response = await ask(server(), await tokenOf(), origin);

      expect(response.status).toBe(status);
      expect(response.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it.each([
    [OURS, OURS],
    ['https://evil.example', undefined],
  ])('holds for an open stream to %s too', async (origin, allowed) => {
    const stream = await RawStream.open(server(), await tokenOf(), { headers: { Origin: origin } });

    expect(stream.head.status).toBe(200);
    expect(stream.head.headers['access-control-allow-origin']).toBe(allowed);
    stream.destroy();
  });

  it.each(['GET', 'POST', 'PATCH', 'DELETE'])('says before a %s that it may come, with our headers', async (method) => {
    for (const path of ['/api/v1/estimates/1', '/api/v1/sse/events', '/api/v1/auth/login']) {
      const preflight = (origin: string) =>
        request(server().url).options(path).set({
          Origin: origin,
          'Access-Control-Request-Method': method,
          'Access-Control-Request-Headers': ASKED,
        });

      const [ours, others] = [await preflight(OURS), await preflight('https://evil.example')];

      expect(ours.status).toBe(204);
      expect(ours.headers['access-control-allow-origin']).toBe(OURS);
      expect(ours.headers['access-control-allow-methods']?.split(',')).toContain(method);
      expect(ours.headers['access-control-allow-headers']).toBe(ASKED);
      expect(others.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });
});

describe('every answer', () => {
  const server = sharedServer();

  it.each(['/healthz', '/readyz', '/nothing', '/api/v1/estimates', '/api/v1/sse/events', '/%zz'])(
    'of %s has headers that keep browsers careful, and no word about what made it',
    async (path) => {
      const { headers } = await request(server().url).get(path).set('Origin', OURS);

      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'content-security-policy': expect.stringContaining("default-src 'self'"),
        'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
      });
      expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
      for (const none of ['x-powered-by', 'server', 'access-control-allow-origin'])
        expect(headers).not.toHaveProperty(none);
    },
  );

  it('of health and readiness needs no sign-in', async () => {
    const [health, ready] = await Promise.all(['/healthz', '/readyz'].map((path) => request(server().url).get(path)));

    expect([health?.status, health?.body]).toEqual([200, { status: 'ok' }]);
    expect([ready?.status, ready?.body]).toEqual([200, { status: 'ready' }]);
  });
});
