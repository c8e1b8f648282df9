import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import request from 'supertest';
import { Client } from '../../support/client.ts';
import { expectProblem } from '../../support/problems.ts';
import { SECRET, sharedServer } from '../../support/test-server.ts';

type Forge = (claims: JwtPayload) => string;

const sign = (claims: object, secret = SECRET, algorithm: jwt.Algorithm = 'HS256') =>
  jwt.sign(claims, secret, { algorithm });

const FORGED: [string, Forge][] = [
  ['signed with another secret', (claims) => sign(claims, `${SECRET}!`)],
  ['signed with no algorithm', (claims) => sign(claims, '', 'none')],
  ['signed with another algorithm', (claims) => sign(claims, SECRET, 'HS512')],
  ['that has run out', (claims) => sign({ ...claims, exp: Math.floor(Date.now() / 1000) - 1 })],
  ['that never runs out', ({ exp, ...claims }) => sign(claims)],
  ['for another audience', (claims) => sign({ ...claims, aud: 'somebody else' })],
  ['of another issuer', (claims) => sign({ ...claims, iss: 'somebody else' })],
  ['without audience and issuer', ({ aud, iss, ...claims }) => sign(claims)],
  ['of a session that is not there', (claims) => sign({ ...claims, sid: randomUUID() })],
  ['of a session that is no id', (claims) => sign({ ...claims, sid: "' OR true --" })],
  ["of somebody else's session", (claims) => sign({ ...claims, sub: String(Number(claims.sub) + 1) })],
  ['of nobody', ({ sub, ...claims }) => sign(claims)],
  ['without its signature', (claims) => sign(claims).replace(/[^.]+$/, '')],
  ['with one letter changed', (claims) => sign(claims).replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))],
  ['that is none', () => 'not-a-token'],
];

const HEADERS: [string, string][] = [
  ['no token', 'Bearer '],
  ['the scheme alone', 'Bearer'],
  ['another scheme', 'Basic bWFuYWdlcjphIGdvb2QgcGFzc3dvcmQ='],
  ['two tokens', 'Bearer one two'],
];

describe('an access token', () => {
  const server = sharedServer();
  let claims: JwtPayload;
  beforeAll(async () => {
    claims = jwt.decode((await Client.signIn(server(), 'manager')).token, { json: true }) ?? {};
  });
  const me = (authorization: string) =>
    request(server().url).get('/api/v1/auth/me').set('Authorization', authorization);

  it('names the person and the session, and no right', () => {
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub']);
  });

  it('is taken when it is signed as ours are, under its scheme in any case', async () => {
    await me(`Bearer ${sign(claims)}`).expect(200);
    await me(`bearer ${sign(claims)}`).expect(200);
  });

  it.each(FORGED)('%s is refused, by calls and streams alike', async (_what, forge) => {
    const token = forge(claims);

    const call = await me(`Bearer ${token}`);
    const stream = await request(server().url).get('/api/v1/sse/events').query({ token });

    for (const refused of [call, stream]) {
      expectProblem(refused, 401, 'unauthenticated');
      expect(refused.headers['www-authenticate']).toBe('Bearer');
    }
  });

  it.each(HEADERS)('is asked for where there is %s', async (_what, authorization) => {
    const refused = await me(authorization);

    expectProblem(refused, 401, 'unauthenticated');
    expect(refused.headers['www-authenticate']).toBe('Bearer');
  });

  it.each([
    ['GET', '/auth/me'],
    ['POST', '/auth/logout'],
    ['GET', '/projects'],
    ['POST', '/projects'],
    ['PATCH', '/projects/1'],
    ['GET', '/estimates'],
    ['DELETE', '/estimates/1'],
    ['POST', '/estimates/1/submit'],
    ['GET', '/sse/events'],
    ['GET', '/sse/stats'],
  ] as const)('is asked for by %s %s', async (method, path) => {
    const refused = await request(server().url)[method.toLowerCase() as 'get'](`/api/v1${path}`);

    expectProblem(refused, 401, 'unauthenticated');
  });
});
