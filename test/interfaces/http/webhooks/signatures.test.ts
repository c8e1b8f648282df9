import { describe, expect, it } from '@jest/globals';
import { LogPool } from '../../../../src/infrastructure/event-log/log-pool.ts';
import { type CallAnswer, call, verdictOf } from '../../../support/calls.ts';
import { signedInCrew } from '../../../support/crew.ts';
import { sharedServer, WEBHOOK_SECRET } from '../../../support/test-server.ts';
import { signatureOf, signed } from '../../../support/webhooks.ts';

const OTHER_SECRET = 'a secret that only the shop knows';
const CRM = 'POST /api/v1/webhooks/crm';

describe('the signature of a webhook', () => {
  const server = sharedServer({ settings: { WEBHOOK_SECRET_WEB_SHOP: OTHER_SECRET } });
  const crew = signedInCrew(server);
  const userId = () => server().staff.foreman.id;
  const deliver = (body: object | string, headers?: Record<string, string>) =>
    call(server().url, CRM, signed(body, headers));
  const query = async (sql: string) => (await server().container.resolve<LogPool>(LogPool).query(sql)).rows;
  const stored = () => query("SELECT * FROM event_log WHERE stream = 'targeted'");
  const marks = () => query('SELECT * FROM webhook_deliveries');
  const outcome = ({ status, body }: CallAnswer) => `${status} ${body.code ?? body.status}`;

  const BODY = '{"userId":1,"type":"forged","result":1}';
  const RIGHT = signatureOf(BODY);
  it.each<[string, string | undefined, string]>([
    ['no signature', undefined, BODY],
    ['an empty one', '', BODY],
    ['a wrong one', `sha256=${'0'.repeat(64)}`, BODY],
    ['no prefix', RIGHT.slice('sha256='.length), BODY],
    ['another prefix', RIGHT.replace('sha256', 'sha1'), BODY],
    ['one that is too short', RIGHT.slice(0, -2), BODY],
    ['one that is cut to nothing', 'sha256=', BODY],
    ['one that is too long', `${RIGHT}00`, BODY],
    ['one that is no hex', `sha256=${'zz'.repeat(32)}`, BODY],
    ['one in base64', `sha256=${Buffer.from(RIGHT.slice(7), 'hex').toString('base64')}`, BODY],
    ['two', `${RIGHT}, ${RIGHT}`, BODY],
    ["another source's", signatureOf(BODY, OTHER_SECRET), BODY],
    ['a body that is another by one byte', RIGHT, BODY.replace('forged', 'forgef')],
    ['a blank more in the body', RIGHT, `${BODY} `],
    ['the signature of nothing', signatureOf(''), BODY],
    ['no body', RIGHT, ''],
    ['half a body', RIGHT, BODY.slice(0, -1)],
  ])('is refused where there is %s, and leaves nothing behind', async (_what, signature, body) => {
    const before = [await stored(), await marks()];
    const headers = { 'X-Delivery-Id': 'forged', ...(signature === undefined ? {} : { 'X-Signature': signature }) };

    const answer = await call(server().url, CRM, { body, headers });

    expect(verdictOf(answer)).toBe('401 invalid_signature');
    expect(JSON.stringify(answer.body)).not.toContain(RIGHT.slice('sha256='.length));
    expect([await stored(), await marks()]).toEqual(before);
  });

  it('may be in upper case, and it is the same delivery then', async () => {
    const body = JSON.stringify({ userId: userId(), type: 'upper', result: 1 });
    const upper = `sha256=${signatureOf(body).slice('sha256='.length).toUpperCase()}`;

    const first = await call(server().url, CRM, { body, headers: { 'X-Signature': upper } });

    expect([outcome(first), outcome(await deliver(body))]).toEqual(['200 accepted', '200 repeated']);
  });

  it('is not replaced by a token', async () => {
    const body = JSON.stringify({ userId: userId(), type: 'by token', result: 1 });

    const answer = await call(server().url, CRM, { token: crew().admin.token, body });

    expect(verdictOf(answer)).toBe('401 invalid_signature');
  });

  it('is not in the log, nor what it was made with or of', async () => {
    const body = JSON.stringify({ userId: userId(), type: 'logged', result: 'слово из тела' });
    await deliver(body);
    await deliver(body, { 'X-Signature': signatureOf('another') });

    const text = server().log.text();
    const hex = (signature: string) => signature.slice('sha256='.length);
    for (const secret of [WEBHOOK_SECRET, OTHER_SECRET, hex(signatureOf(body)), hex(signatureOf('another'))]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain('слово из тела');
  });
});
