import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import { OPERATIONS } from '../../src/interfaces/http/openapi/operations.ts';
import { call, verdictOf } from '../support/calls.ts';
import { Client } from '../support/client.ts';
import { nameOf } from '../support/declared.ts';
import { PASSWORD, SECRET, sharedServer } from '../support/test-server.ts';

const ISSUER = 'smeta-live';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const seconds = () => Math.floor(Date.now() / 1000);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

type Forge = (good: JwtPayload) => string;
const sign = (claims: object, options: jwt.SignOptions = {}) =>
  jwt.sign(claims, SECRET, { algorithm: 'HS256', ...options });
/** The head that the attacker wants, over a signature that the server itself could have made of another. */
const headed = (header: object) => (good: JwtPayload) => `${part(header)}.${part(good)}.${sign(good).split('.')[2]}`;

/** None of these is good anywhere. */
const FORGED: [string, Forge][] = [
  ['that ran out', (good) => sign({ ...good, exp: seconds() - 1 })],
  ['that is not good yet', (good) => sign({ ...good, nbf: seconds() + 600 })],
  ['without an end', ({ exp, ...good }) => sign(good)],
  ['with an end that is no number', (good) => `${part({ alg: 'HS256' })}.${part({ ...good, exp: 'never' })}.x`],
  ['of no algorithm', (good) => jwt.sign(good, '', { algorithm: 'none' })],
  ['of No algorithm', headed({ alg: 'NoNe', typ: 'JWT' })],
  ['of an algorithm that is a list', headed({ alg: ['HS256'], typ: 'JWT' })],
  ['of HS384 with the same secret', (good) => sign(good, { algorithm: 'HS384' })],
  ['of HS512 with the same secret', (good) => sign(good, { algorithm: 'HS512' })],
  ['of RS256', (good) => jwt.sign(good, rsa.privateKey, { algorithm: 'RS256' })],
  ['of RS256 over our signature', headed({ alg: 'RS256', typ: 'JWT' })],
  ['that brings its own key', (good) => jwt.sign(good, rsa.privateKey, { algorithm: 'RS256', header: jwk() })],
  ['whose kid is a file of nothing', (good) => jwt.sign(good, 'x', { keyid: '../../../../dev/null' })],
  ['whose kid is SQL', (good) => jwt.sign(good, 'x', { keyid: "' UNION SELECT 'x" })],
  ['whose key is elsewhere', (good) => jwt.sign(good, 'x', { header: { alg: 'HS256', jku: 'http://127.0.0.1:9/' } })],
  ['for another audience', (good) => sign({ ...good, aud: 'somebody else' })],
  ['for an audience that begins like ours', (good) => sign({ ...good, aud: `${good.aud}/x` })],
  ['of another issuer', (good) => sign({ ...good, iss: `${ISSUER}.example` })],
  ['of a session that there is not', (good) => sign({ ...good, sid: randomUUID() })],
  ["of somebody else's session", (good) => sign({ ...good, sub: String(Number(good.sub) + 1) })],
  ['of everybody', (good) => sign({ ...good, sub: '%' })],
  ['of a list of people', (good) => sign({ ...good, sub: undefined, user: 1 })],
  ['whose claims are a list', () => `${part({ alg: 'HS256' })}.${part([])}.${sign({}).split('.')[2]}`],
  ['of 12 kB', (good) => `${sign(good)}${'A'.repeat(12_000)}`],
  ['of dots alone', () => '...'],
  ['of a half', (good) => sign(good).slice(0, 60)],
];
function jwk(): jwt.JwtHeader {
  return { alg: 'RS256', jwk: rsa.publicKey.export({ format: 'jwk' }) } as jwt.JwtHeader;
}

const operations = OPERATIONS.filter(({ who, tokenInQuery }) => who !== 'anyone' || tokenInQuery);
const addressOf = (operation: (typeof operations)[number]) =>
  nameOf(operation)
    .replace('{channel}', 'notifications')
    .replaceAll(/\{\w+\}/g, '1');

describe('a token', () => {
  const server = sharedServer();
  let good: JwtPayload;
  let asked = 0;
  beforeAll(async () => {
    good = jwt.decode((await Client.signIn(server(), 'admin')).token, { json: true }) ?? {};
  });
  afterAll(() => console.log(`hostile tokens: ${asked} calls`));

  /** Of every call that asks for one, in the header; and of every stream, in the address too. */
  async function verdictsOn(token: string, which = operations): Promise<Set<string>> {
    const verdicts = new Set<string>();
    for (const operation of which) {
      const answers = [await call(server().url, addressOf(operation), { token })];
      if (operation.tokenInQuery) {
        answers.push(await call(server().url, `${addressOf(operation)}?token=${encodeURIComponent(token)}`));
      }
      asked += answers.length;
      for (const answer of answers) verdicts.add(verdictOf(answer));
    }
    return verdicts;
  }

  it('as it was given, and as these tests sign it, is taken everywhere', async () => {
    const harmless = operations.filter(({ method }) => method === 'get');

    expect(await verdictsOn(sign(good), harmless)).not.toContain('401 unauthenticated');
  });

  it.each(FORGED)('%s is refused by every call and every stream', async (_what, forge) => {
    expect(await verdictsOn(forge(good))).toEqual(new Set(['401 unauthenticated']));
  });

  it('of one megabyte is refused before it is read', async () => {
    const token = `${sign(good)}${'A'.repeat(1_000_000)}`;

    for (const operation of operations.filter(({ tokenInQuery }) => tokenInQuery)) {
      expect((await call(server().url, addressOf(operation), { token })).status).toBe(431);
      expect((await call(server().url, `${addressOf(operation)}?token=${token}`)).status).toBe(431);
    }
  });

  it('for streams opens streams, and nothing else', async () => {
    const { body } = await (await Client.signIn(server(), 'admin')).post('/sse/ticket').expect(200);
    const [streams, calls] = [true, undefined].map((inQuery) =>
      operations.filter((one) => one.tokenInQuery === inQuery),
    );

    expect(await verdictsOn(body.ticket, calls)).toEqual(new Set(['401 unauthenticated']));
    expect(await verdictsOn(body.ticket, streams)).not.toContain('401 unauthenticated');
  });

  it.each([
    ['a session that was left', (his: Client) => his.post('/auth/logout')],
    [
      'somebody who was put out',
      async (_his: Client, admin: Client, id: number) => admin.delete(`/users/${id}/sessions`),
    ],
    [
      'somebody who works here no more',
      async (_his: Client, admin: Client, id: number) => admin.patch(`/users/${id}`, { active: false }),
    ],
  ])('of %s is refused by every call and every stream, and his ticket too', async (_whose, leave) => {
    const admin = await Client.signIn(server(), 'admin');
    const person = { email: `${randomUUID()}@test.local`, name: 'Пётр', role: 'manager', password: PASSWORD };
    const { body: user } = await admin.post('/users', person).expect(201);
    const his = await Client.signInAt(server().url, person.email, PASSWORD);
    const { ticket } = (await his.post('/sse/ticket').expect(200)).body;

    await leave(his, admin, user.id);

    expect(await verdictsOn(his.token)).toEqual(new Set(['401 unauthenticated']));
    expect(await verdictsOn(ticket)).toEqual(new Set(['401 unauthenticated']));
  });
});
