import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { LogPool } from '../../../../src/infrastructure/event-log/log-pool.ts';
import { type CallAnswer, call } from '../../../support/calls.ts';
import { signedInCrew } from '../../../support/crew.ts';
import { targetedStreams, told, toldBy } from '../../../support/targeted-streams.ts';
import { sharedServer, WEBHOOK_SECRET } from '../../../support/test-server.ts';
import { signatureOf, signed } from '../../../support/webhooks.ts';

const OTHER_SECRET = 'a secret that only the shop knows';
const CRM = 'POST /api/v1/webhooks/crm';

describe('a webhook', () => {
  const server = sharedServer({ settings: { WEBHOOK_SECRET_WEB_SHOP: OTHER_SECRET } });
  const crew = signedInCrew(server);
  const streams = targetedStreams(server);
  const userId = () => server().staff.foreman.id;
  const deliver = (body: object | string, headers?: Record<string, string>) =>
    call(server().url, CRM, signed(body, headers));
  const query = async (sql: string) => (await server().container.resolve<LogPool>(LogPool).query(sql)).rows;
  const stored = () => query("SELECT * FROM event_log WHERE stream = 'targeted'");
  const marks = () => query('SELECT * FROM webhook_deliveries');
  const outcome = ({ status, body }: CallAnswer) => `${status} ${body.code ?? body.status}`;

  it('reaches its user, and nobody else, as the seed has it', async () => {
    const [his, others] = [await streams.listen(crew().foreman), await streams.listen(crew().manager)];

    const answer = await deliver({ userId: userId(), type: 'invoice.paid', result: { z: 1, a: ['да', null] } });
    await deliver({ userId: server().staff.manager.id, type: 'mark', result: null });
    await told(others, { type: 'mark', status: 'completed', data: null }, 'webhook-processed');
    await his.first(({ type }) => type === 'webhook-processed');

    const [told1] = toldBy(his, 'webhook-processed');
    expect([answer.status, answer.media, answer.body]).toEqual([200, 'application/json', { status: 'accepted' }]);
    expect(JSON.stringify(told1)).toBe('{"type":"invoice.paid","status":"completed","data":{"z":1,"a":["да",null]}}');
    expect(toldBy(others, 'webhook-processed')).toHaveLength(1);
    expect((await stored()).at(-2)).toMatchObject({ actor_id: null, request_id: answer.headers.get('X-Request-Id') });
  });

  it.each<[string, () => string]>([
    ['blanks and lines', () => `\n{ "userId" :\t${userId()},\r\n "type": "spaced", "result" : [ 1 ] }\n\n`],
    ['keys in another order', () => `{"result":{"b":1,"a":2},"type":"order","userId":${userId()}}`],
    ['letters beyond ASCII', () => `{"userId":${userId()},"type":"оплата","result":"👷🏽‍♀️ \u2028"}`],
    ['a byte order mark', () => `\uFEFF{"userId":${userId()},"type":"bom","result":1}`],
    ['a user id as text', () => `{"userId":"${userId()}","type":"text","result":1}`],
    ['fields that nobody knows', () => `{"userId":${userId()},"type":"more","result":1,"v":2,"user":{"id":1}}`],
    ['a key twice', () => `{"userId":1,"userId":${userId()},"type":"twice","result":1}`],
  ])('is signed over its bytes as they came: %s', async (_what, body) => {
    const before = (await stored()).length;

    expect(outcome(await deliver(body()))).toBe('200 accepted');

    expect(await stored()).toHaveLength(before + 1);
    expect((await stored()).at(-1)).toMatchObject({ audience: [`user:${userId()}`], type: 'webhook-processed' });
  });

  it('needs no Content-Type of JSON', async () => {
    const body = JSON.stringify({ userId: userId(), type: 'as text', result: 1 });

    for (const type of ['text/plain', 'application/octet-stream', 'application/x-www-form-urlencoded']) {
      const sent = body.replace('as text', type);
      expect(outcome(await deliver(sent, { 'Content-Type': type }))).toBe('200 accepted');
    }
  });

  it('comes from a source that has a secret, each with its own, named with dashes or without', async () => {
    const at = (source: string, type: string, secret: string) => {
      const body = JSON.stringify({ userId: userId(), type, result: 1 });
      return call(server().url, `POST /api/v1/webhooks/${source}`, {
        body,
        headers: { 'X-Signature': signatureOf(body, secret) },
      });
    };

    expect(outcome(await at('web-shop', 'dash', OTHER_SECRET))).toBe('200 accepted');
    expect(outcome(await at('WEB_SHOP', 'underscore', OTHER_SECRET))).toBe('200 accepted');
    expect(outcome(await at('CRM', 'shouted', WEBHOOK_SECRET))).toBe('200 accepted');
    expect(outcome(await at('web-shop', 'wrong', WEBHOOK_SECRET))).toBe('401 invalid_signature');
    for (const source of ['nobody', '__proto__', 'constructor', '%D1%8F', 'crm%00']) {
      expect(outcome(await at(source, 'unknown', WEBHOOK_SECRET))).toBe('404 not_found');
    }
  });

  const USER = '{"userId":1,"type":"a","result":1}';
  it.each<[string, string | Buffer, string]>([
    ['no JSON', '{', '400 malformed_json'],
    ['nothing, but well signed', '', '400 malformed_json'],
    ['no UTF-8', Buffer.concat([Buffer.from('{"userId":1,"type":"'), Buffer.from([0xff, 0xfe])]), '400 malformed_json'],
    ['a text', '"x"', '422 validation_failed'],
    ['no result', '{"userId":1,"type":"a"}', '422 validation_failed'],
    ['no user', '{"type":"a","result":1}', '422 validation_failed'],
    ['a user that can not be', USER.replace('1', '"7; DROP"'), '422 validation_failed'],
    ['no type', '{"userId":1,"result":1}', '422 validation_failed'],
    ['a line break in the type', USER.replace('"a"', '"a\\nb"'), '422 validation_failed'],
    ['a number that JSON can not say again', USER.replace('"result":1', '"result":1e400'), '422 validation_failed'],
    [
      '100,000 levels',
      `{"userId":1,"type":"a","result":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      '422 validation_failed',
    ],
    ['2 MB', `{"userId":1,"type":"a","result":"${'x'.repeat(2_000_000)}"}`, '413 too_large'],
  ])('is refused where it is %s, well signed as it may be, and may come again', async (_what, body, verdict) => {
    const before = [await stored(), await marks()];

    const id = { 'X-Delivery-Id': 'bad' };

    expect([await sendBytes(body, id), await sendBytes(body, id)]).toEqual([verdict, verdict]);
    expect([await stored(), await marks()]).toEqual(before);
  });

  /** Bytes that are no text go past `call`, which would make JSON of them. */
  async function sendBytes(body: string | Buffer, headers: Record<string, string> = {}): Promise<string> {
    const { status, text } = await request(server().url)
      .post('/api/v1/webhooks/crm')
      .set({ 'X-Signature': signatureOf(body), 'Content-Type': 'application/json', ...headers })
      .serialize((bytes) => bytes)
      .send(body);
    return `${status} ${JSON.parse(text).code}`;
  }

  it('is refused compressed: what was signed are the bytes', async () => {
    const body = gzipSync(JSON.stringify({ userId: userId(), type: 'gzip', result: 1 }));

    expect(await sendBytes(body, { 'Content-Encoding': 'gzip' })).toBe('415 unsupported_media_type');
  });
});
