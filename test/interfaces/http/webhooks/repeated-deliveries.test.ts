import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { LogPool } from '../../../../src/infrastructure/event-log/log-pool.ts';
import { type CallAnswer, call } from '../../../support/calls.ts';
import { signedInCrew } from '../../../support/crew.ts';
import { databaseKinds } from '../../../support/databases.ts';
import { refusedFields } from '../../../support/problems.ts';
import { ServerClock } from '../../../support/server-clock.ts';
import { PASSWORD, sharedServer } from '../../../support/test-server.ts';
import { signatureOf, signed } from '../../../support/webhooks.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const SHOP_SECRET = 'a secret that only the shop knows';

describe.each(databaseKinds())('a delivery of a webhook, on %s', (kind) => {
  const clock = new ServerClock();
  const server = sharedServer({
    kind,
    arrange: clock.arrange,
    settings: { WEBHOOK_SECRET_SHOP: SHOP_SECRET, ACCESS_TOKEN_TTL: '2000000000' },
  });
  const crew = signedInCrew(server);
  const aBody = (type: string, userId = server().staff.foreman.id) => JSON.stringify({ userId, type, result: 1 });
  const deliver = async (body: string, id?: string) =>
    outcome(
      await call(
        server().url,
        'POST /api/v1/webhooks/crm',
        signed(body, id === undefined ? {} : { 'X-Delivery-Id': id }),
      ),
    );
  const outcome = ({ status, body }: CallAnswer) => `${status} ${body.code ?? body.status}`;
  /** How often something of this type was sent. */
  const sent = async (type: string) => {
    const { rows } = await server()
      .container.resolve<LogPool>(LogPool)
      .query("SELECT count(*)::int AS times FROM event_log WHERE stream = 'targeted' AND data->>'type' = $1", [type]);
    return rows[0]?.times;
  };

  it.each<[string, (at: number) => [string, string | undefined]]>([
    ['the same id and body', () => ['a', 'same']],
    ['the same id and another body', (n) => [`b${n}`, 'other body']],
    ['the same body under another id', (n) => ['c', `id ${n}`]],
    ['the same body without an id', () => ['d', undefined]],
    ['the same body, first with an id and then without', (n) => ['e', n === 0 ? 'first with' : undefined]],
    ['the same body, first without an id and then with', (n) => ['f', n === 0 ? undefined : 'then with']],
  ])('is done once, and well received each time, with %s', async (_what, of) => {
    const outcomes: string[] = [];

    for (const n of [0, 1, 2]) outcomes.push(await deliver(aBody(of(n)[0]), of(n)[1]));

    expect(outcomes).toEqual(['200 accepted', '200 repeated', '200 repeated']);
    expect((await sent(of(0)[0])) + (of(1)[0] === of(0)[0] ? 0 : await sent(of(1)[0]))).toBe(1);
  });

  it('is done once where four come at once, whatever they have in common', async () => {
    const alike = await Promise.all([1, 2, 3, 4].map(() => deliver(aBody('at once'), 'at once')));
    const byBody = await Promise.all([1, 2, 3, 4].map((n) => deliver(aBody('body at once'), `body ${n}`)));
    const byId = await Promise.all([1, 2, 3, 4].map((n) => deliver(aBody(`id at once ${n}`), 'id at once')));

    for (const outcomes of [alike, byBody, byId]) {
      expect(outcomes.sort()).toEqual(['200 accepted', '200 repeated', '200 repeated', '200 repeated']);
    }
    const times = await Promise.all([1, 2, 3, 4].map((n) => sent(`id at once ${n}`)));
    expect([await sent('at once'), await sent('body at once'), times.sort()]).toEqual([1, 1, [0, 0, 0, 1]]);
  });

  it('is another of another source, under the same id', async () => {
    const body = aBody('of both');
    const headers = { 'X-Signature': signatureOf(body, SHOP_SECRET), 'X-Delivery-Id': '1' };

    const outcomes = [
      await deliver(body, '1'),
      outcome(await call(server().url, 'POST /api/v1/webhooks/shop', { body, headers })),
    ];

    expect(outcomes).toEqual(['200 accepted', '200 accepted']);
    expect(await sent('of both')).toBe(2);
  });

  it('keeps ids and signatures apart: the one is never taken for the other', async () => {
    const body = aBody('signature');
    const hex = signatureOf(body).slice('sha256='.length);

    expect(await deliver(aBody('an id like a signature'), hex)).toBe('200 accepted');
    expect(await deliver(aBody('an id like a mark'), `signature:${hex}`)).toBe('200 accepted');
    expect(await deliver(body)).toBe('200 accepted');
  });

  it('to nobody is not found and not done: it works once he is there', async () => {
    const { body: last } = await crew().admin.get('/users?limit=1').expect(200);
    const next = last.items[0].id + 1;
    const body = aBody('early', next);

    const early = [await deliver(body, 'early'), await deliver(body, 'early')];
    await crew()
      .admin.post('/users', { email: 'late@test.local', name: 'Новый', role: 'foreman', password: PASSWORD })
      .expect(201);
    const late = [await deliver(body, 'early'), await deliver(body, 'early')];

    expect(early).toEqual(['404 not_found', '404 not_found']);
    expect(late).toEqual(['200 accepted', '200 repeated']);
    expect(await sent('early')).toBe(1);
  });

  it('has an id of at most 255 characters', async () => {
    const long = (length: number, type: string) => {
      const body = aBody(type);
      return request(server().url)
        .post('/api/v1/webhooks/crm')
        .set({ 'X-Signature': signatureOf(body), 'X-Delivery-Id': 'x'.repeat(length) })
        .type('json')
        .send(body);
    };

    expect((await long(255, 'just')).body).toEqual({ status: 'accepted' });
    expect(refusedFields(await long(256, 'too long'))).toEqual(['X-Delivery-Id']);
    expect(await sent('too long')).toBe(0);
  });

  it('is remembered for a day by the clock of the server, and done again after', async () => {
    const [body, outcomes] = [aBody('tomorrow'), [] as string[]];

    outcomes.push(await deliver(body, 'tomorrow'));
    clock.forward(DAY_MS - 60_000);
    outcomes.push(await deliver(body, 'tomorrow'));
    clock.forward(120_000);
    outcomes.push(await deliver(body, 'tomorrow'), await deliver(body, 'tomorrow'));

    expect(outcomes).toEqual(['200 accepted', '200 repeated', '200 accepted', '200 repeated']);
    expect(await sent('tomorrow')).toBe(2);
  });
});
