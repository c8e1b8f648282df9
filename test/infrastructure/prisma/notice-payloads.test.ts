import { beforeAll, describe, expect, it } from '@jest/globals';
import { NoticeSender, type Notifier } from '../../../src/usecases/ports/notifier.ts';
import { inEachHouse } from '../../support/house.ts';

const nested = (levels: number): unknown => (levels === 0 ? 'дно' : [nested(levels - 1)]);

/** As JSON text: what the wire lets in, and what its way into the log might bend. */
const PAYLOADS: [string, string][] = [
  ['null', 'null'],
  ['false', 'false'],
  ['numbers', '[-1.25e-7,0.1,0.30000000000000004,9007199254740991,12345678901234567000,5e-324]'],
  ['the largest double', '1.7976931348623157e+308'],
  ['an empty text', '""'],
  ['a text that looks like JSON', '"{\\"a\\":1}"'],
  ['NUL', '{"a\\u0000b":"\\u0000"}'],
  ['halves of surrogate pairs', '["\\ud800","\\udc00 x","a\\udfff"]'],
  ['line breaks of all kinds', '"\\r\\n \\n \\r \u2028 \u2029 \u0085 \\u000b"'],
  ['emoji', '"👷🏽‍♀️🏗️"'],
  ['nothing in things', '{"a":{},"b":[],"c":null,"d":[null,[null]]}'],
  ['keys in their own order', '{"z":1,"a":2,"m":{"y":1,"b":2},"я":3}'],
  ['keys that mean something elsewhere', '{"$type":"Json","value":"{}","set":1,"path":["a"],"equals":null}'],
  ['a prototype for a key', '{"__proto__":{"a":1},"constructor":{"prototype":2},"toJSON":3}'],
  ['dates and bytes as texts', '{"at":"2026-03-01T08:00:00.000Z","bytes":{"type":"Buffer","data":[1,2]}}'],
  ['64 levels', JSON.stringify(nested(64))],
  ['200 kB', JSON.stringify({ text: 'Ж'.repeat(100_000), list: Array.from({ length: 2_000 }, (_, n) => n) })],
];

inEachHouse((house) => {
  let sender: NoticeSender;
  beforeAll(() => {
    sender = house().container.resolve<NoticeSender>(NoticeSender);
  });

  describe('what is told to a user', () => {
    it.each(PAYLOADS)('comes out of the log as it went in: %s', async (_what, json) => {
      const { foreman } = house().staff;

      await sender.send({ userId: foreman.id }, 'note', JSON.parse(json));

      const stored = (await house().events(`inbox:${foreman.id}`)).at(-1);
      expect(stored?.data).toBe(json);
    });
  });
});

describe('the names of notices', () => {
  it('belong to their payloads, which the compiler checks', () => {
    const check = (notifier: Notifier) => [
      notifier.notifyUser(1, 'webhook-processed', { type: 'x', status: 'completed', data: null }),
      // @ts-expect-error the payload of another notice
      notifier.notifyUser(1, 'estimate-rejected', { type: 'x', status: 'completed', data: null }),
      // @ts-expect-error half a payload
      notifier.broadcast('estimate-rejected', { estimateId: 1 }),
      // @ts-expect-error more than the payload
      notifier.notifyClient('c', 'webhook-processed', { type: 'x', status: 'completed', data: 1, more: 1 }),
      // @ts-expect-error no such notice
      notifier.notifySession('s', 'estimate-forgotten', {}),
      // @ts-expect-error no such role
      notifier.notifyRole('guest', 'webhook-processed', { type: 'x', status: 'completed', data: null }),
    ];

    expect(check).toBeInstanceOf(Function);
  });
});
