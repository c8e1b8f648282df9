import { describe, expect, it } from '@jest/globals';
import { LogPool } from '../../../../src/infrastructure/event-log/log-pool.ts';
import { type CallAnswer, call, verdictOf } from '../../../support/calls.ts';
import { signedInCrew } from '../../../support/crew.ts';
import { sharedServer } from '../../../support/test-server.ts';

const SEND = 'POST /api/sse/send';
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const fieldsOf = ({ body }: CallAnswer) => (body.errors ?? []).map(({ path }: { path: string }) => path).sort();

/** A body that breaks a rule, as text; and the fields that the refusal names. */
const BAD: [string, string, string[]][] = [
  ['nothing', '{}', ['data', 'type']],
  ['no data', '{"type":"a"}', ['data']],
  ['no type', '{"data":1}', ['type']],
  ['an empty type', '{"type":"","data":1}', ['type']],
  ['a blank type', '{"type":" ","data":1}', ['type']],
  ['a type of 201 characters', `{"type":"${'x'.repeat(201)}","data":1}`, ['type']],
  ['a line feed in the type', '{"type":"a\\ndata: forged","data":1}', ['type']],
  ['a carriage return in the type', '{"type":"a\\rid: 7","data":1}', ['type']],
  ['NUL in the type', '{"type":"a\\u0000","data":1}', ['type']],
  ['half of a surrogate pair in the type', '{"type":"\\ud800","data":1}', ['type']],
  ['a type that is no text', '{"type":["a"],"data":1}', ['type']],
  ['data of 65 levels', `{"type":"a","data":${nested(65)}}`, ['data']],
  ['data of 100,000 levels', `{"type":"a","data":${nested(100_000)}}`, ['data']],
  ['a number that JSON can not say again', '{"type":"a","data":[{"n":1e400}]}', ['data']],
  ['an unknown field', '{"type":"a","data":1,"tarket":{}}', ['tarket']],
  ['an unknown field of the target', '{"type":"a","data":1,"target":{"user_id":1}}', ['target.user_id']],
  ['a target that is no object', '{"type":"a","data":1,"target":"7"}', ['target']],
  ['no target at all, but null', '{"type":"a","data":1,"target":null}', ['target']],
  ['a role that there is not', '{"type":"a","data":1,"target":{"role":"guest"}}', ['target.role']],
  ['a line break in clientId', '{"type":"a","data":1,"target":{"clientId":"a\\nb"}}', ['target.clientId']],
  ['an empty sessionId', '{"type":"a","data":1,"target":{"sessionId":""}}', ['target.sessionId']],
  ['an array', '[]', ['']],
  ...[
    '"7; DROP"',
    '0',
    '-1',
    '2147483648',
    '1.5',
    '"0"',
    '"-1"',
    '"1.5"',
    '"2147483648"',
    '""',
    'null',
    'true',
    '[1]',
  ].map((id): [string, string, string[]] => [
    `${id} for a userId`,
    `{"type":"a","data":1,"target":{"userId":${id}}}`,
    ['target.userId'],
  ]),
];

describe('a body of POST /api/sse/send', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    call(server().url, SEND, { token: crew().admin.token, body, headers });
  const stored = async () =>
    (await server().container.resolve<LogPool>(LogPool).query("SELECT * FROM event_log WHERE stream = 'targeted'"))
      .rows;
  const audited = () => server().log.lines.filter(({ msg }) => msg === 'SSE notice sent');

  it.each(BAD)('is refused with %s: the field is named, and nothing sent', async (_what, body, fields) => {
    const [storedBefore, auditedBefore] = [await stored(), audited().length];

    const answer = await post(body);

    expect(verdictOf(answer)).toBe('422 validation_failed');
    expect(fieldsOf(answer)).toEqual(fields);
    expect([await stored(), audited().length]).toEqual([storedBefore, auditedBefore]);
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['half a body', '{"type":"a"', {}, '400 malformed_json'],
    ['2 MB', JSON.stringify({ type: 'a', data: 'x'.repeat(2_000_000) }), {}, '413 too_large'],
    ['a form', 'type=a&data=1', { 'Content-Type': 'application/x-www-form-urlencoded' }, '415 unsupported_media_type'],
  ])('is refused where it is %s', async (_what, body, headers, verdict) => {
    expect(verdictOf(await post(body, headers))).toBe(verdict);
  });

  it('is not found for a user that there is not, and says so before it sends', async () => {
    const before = await stored();

    const answers = [
      await post({ type: 'a', data: 1, target: { userId: 999_999 } }),
      await post({ type: 'a', data: 1, target: { userId: 999_999, clientId: 'x' } }),
    ];

    expect(answers.map(verdictOf)).toEqual(['404 not_found', '404 not_found']);
    expect(await stored()).toEqual(before);
  });
});
