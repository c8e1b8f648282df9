import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import { counted } from '../../support/counted.ts';
import { signedInCrew } from '../../support/crew.ts';
import { expectProblem, refusedFields } from '../../support/problems.ts';
import { sharedServer } from '../../support/test-server.ts';

const LIMIT = 256 * 1024;
const MALFORMED = ['{', '{"name":}', "{'name':'a'}", 'name=a', '{"name":"a"}}', '"a"', '7', 'null', '{"name":"\n"}'];
const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/xml',
  'application/json; charset=koi8-r',
];
const BODIES = ['/projects', '/estimates', '/auth/login'];

describe('a bad request', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const send = (path: string, type: string, text: string) =>
    crew().manager.post(path).set('Content-Type', type).send(text);

  describe.each(BODIES)('to %s', (path) => {
    it.each(MALFORMED)('with the body %j is malformed JSON', async (text) => {
      expectProblem(await send(path, 'application/json', text), 400, 'malformed_json');
    });

    it.each(['[]', '[{"name":"a"}]', '['.repeat(50_000) + ']'.repeat(50_000)])(
      'with an array is invalid',
      async (text) => {
        expectProblem(await send(path, 'application/json', text), 422, 'validation_failed');
      },
    );

    it.each(TYPES)('with a body of type %s is not understood', async (type) => {
      expectProblem(await send(path, type, '{"name":"a"}'), 415, 'unsupported_media_type');
    });

    it('with more than 256 KiB is too large, also when that shows only when it is unpacked', async () => {
      const body = (bytes: number) => `{"x":"${'a'.repeat(bytes - 8)}"}`;

      const packed = await crew()
        .manager.post(path)
        .set({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
        .serialize((bytes) => bytes)
        .send(gzipSync(body(100 * LIMIT)));

      expectProblem(await send(path, 'application/json', body(LIMIT + 1)), 413, 'too_large');
      expectProblem(packed, 413, 'too_large');
      expect(refusedFields(await send(path, 'application/json', body(LIMIT)))).toContain('x');
    });

    it('with a broken or unknown encoding is refused', async () => {
      const encoded = (encoding: string) => send(path, 'application/json', '{}').set('Content-Encoding', encoding);

      expectProblem(await encoded('gzip'), 400, 'bad_request');
      expectProblem(await encoded('rot13'), 415, 'unsupported_media_type');
    });
  });

  it.each([
    '0',
    '-1',
    '1e3',
    '1.0',
    '01',
    '+1',
    ' 1',
    'x',
    '2147483648',
    '9'.repeat(300),
    '__proto__',
    '\0',
    '🏗',
    '１',
  ])('for the id %j finds nothing', async (id) => {
    for (const [kind, change] of [
      ['projects', { name: 'a' }],
      ['estimates', { comment: 'a' }],
    ] as const) {
      const path = `/${kind}/${encodeURIComponent(id)}`;
      expectProblem(await crew().manager.get(path), 404, 'not_found');
      expectProblem(await crew().manager.patch(path, change), 404, 'not_found');
      expectProblem(await crew().manager.delete(path), 404, 'not_found');
    }
  });

  it.each(['/estimates/%zz', '/projects/%', '/projects/%e0%a4'])('for %s is not understood', async (path) => {
    expectProblem(await crew().manager.get(path), 400, 'bad_request');
  });

  it.each(['/estimates/1/2', '/nothing', '/projects/1/', '/../healthz', '/estimates/1/history/x'])(
    'for %s finds nothing',
    async (path) => {
      expectProblem(await crew().manager.get(path), 404, 'not_found');
    },
  );

  it('that reads is answered whatever body it has', async () => {
    const read = (text: string) => crew().manager.get('/projects').type('json').send(text);

    await read('{"name":""}').expect(200);
    expectProblem(await read('{'), 400, 'malformed_json');
  });

  it('to sign in names an unknown person, whatever the address is made of', async () => {
    const logIn = (email: unknown, password: unknown = 'x') =>
      request(server().url)
        .post('/api/v1/auth/login')
        .send({ email, password } as object);

    for (const email of ['a\0b@test.local', '\0', '\ud83c@test.local', "' OR true --", ' ', '🏗', 'ı@test.local']) {
      expectProblem(await logIn(email), 401, 'invalid_credentials');
    }
    expectProblem(await logIn('manager@test.local', 'a\0b'), 401, 'invalid_credentials');
    expect(refusedFields(await logIn('', ''))).toEqual(['email', 'password']);
    expect(refusedFields(await logIn({ contains: '@' }, ['x']))).toEqual(['email', 'password']);
    expect(refusedFields(await logIn('a'.repeat(321), 'a'.repeat(1_025)))).toEqual(['email', 'password']);
  });

  it('leaves nothing behind, and is no fault of the server', async () => {
    expect(await counted(crew().manager)).toEqual({ projects: 0, estimates: 0 });
    expect(server().log.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('has a request id in its answer: its own, if that is a modest one', async () => {
    const ask = async (id?: string): Promise<Response> => {
      const asked = crew().manager.get('/nothing');
      return id === undefined ? asked : asked.set('X-Request-Id', id);
    };

    expect((await ask('proxy-7.a_b')).headers['x-request-id']).toBe('proxy-7.a_b');
    for (const id of [undefined, 'a'.repeat(65), 'a b', '<script>', '']) {
      expect((await ask(id)).headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    }
  });
});
