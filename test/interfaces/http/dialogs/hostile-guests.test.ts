import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type CallAnswer, verdictOf } from '../../../support/calls.ts';
import { Cast } from '../../../support/cast.ts';
import { aDialog, aGuest, anAssistant } from '../../../support/guests.ts';
import { sharedServer } from '../../../support/test-server.ts';

const HALF = '\ud83c';
const TEXTS = ['', ' ', '\u00a0\n', 'я'.repeat(4_001), '🏗'.repeat(4_001), 'a\0b', `a${HALF}`, 7, null, ['a'], { a: 1 }];
const good = { sender: 'user', text: 'Сколько стоит забор?' };

describe('a hostile guest', () => {
  const server = sharedServer({ settings: { RATE_LIMIT: 'off' } });
  const cast = Cast.at(server);
  let his: Awaited<ReturnType<typeof aDialog>>;
  let assistant: { id: number };
  let before: CallAnswer['body'];
  beforeAll(async () => {
    assistant = await anAssistant(cast());
    his = await aDialog(cast());
  });
  const everything = async () => [
    await cast().well('manager', 'GET /api/dialogs?limit=200'),
    await cast().well('manager', `GET /api/dialogs/${his.dialog.id}/messages?limit=200`),
  ];
  beforeEach(async () => {
    before = await everything();
  });
  const say = (body: unknown, guest = his.guest, headers = {}) =>
    cast().as('nobody', `POST /api/widget/dialogs/${his.dialog.id}/messages?${guest}`, { body, headers });
  const fields = ({ body }: CallAnswer) => body.errors.map(({ path }: { path: string }) => path);

  describe('leaves nothing behind', () => {
    afterEach(async () => {
      expect(await everything()).toEqual(before);
    });

    it.each(TEXTS)('with the text %j', async (text) => {
      const answers = [
        await say({ ...good, text }),
        await cast().as('manager', `POST /api/dialogs/${his.dialog.id}/messages`, { body: { text } }),
      ];

      for (const answer of answers) {
        expect(verdictOf(answer)).toBe('422 validation_failed');
        expect(fields(answer)).toEqual(['text']);
      }
    });

    it.each([
      ['an operator', { ...good, sender: 'operator' }, 'sender'],
      ['an admin', { ...good, sender: 'admin' }, 'sender'],
      ['nobody', { text: good.text }, 'sender'],
      ['the author of his choice', { ...good, author_id: 1 }, 'author_id'],
      ['somebody with a number of his choice', { ...good, id: 1 }, 'id'],
      ['somebody in another dialog', { ...good, dialog_id: 1 }, 'dialog_id'],
      ['somebody at another time', { ...good, created_at: '2020-01-01T00:00:00Z' }, 'created_at'],
    ])('as %s', async (_who, body, field) => {
      const answer = await say(body);

      expect(verdictOf(answer)).toBe('422 validation_failed');
      expect(fields(answer)).toEqual([field]);
    });

    it.each([
      ['2 MB of text', { ...good, text: 'x'.repeat(2 * 1024 * 1024) }, {}, '413 too_large'],
      ['half of a JSON', '{"sender": "user", "te', {}, '400 malformed_json'],
      ['a list', [good], {}, '422 validation_failed'],
      ['no JSON', 'sender=user', { 'Content-Type': 'text/plain' }, '415 unsupported_media_type'],
      ['nothing', undefined, {}, '422 validation_failed'],
      ['a key that is too long', good, { 'Idempotency-Key': 'k'.repeat(256) }, '422 validation_failed'],
    ])('with %s', async (_what, body, headers, verdict) => {
      expect(verdictOf(await say(body, his.guest, headers))).toBe(verdict);
    });

    it.each([
      ['guest_id', ''],
      ['guest_id', 'guest_id='],
      ['guest_id', 'guest_id=%20%09'],
      ['guest_id', 'guest_id=a%00b'],
      ['guest_id', `guest_id=${'g'.repeat(201)}`],
      ['guest_id', 'guest_id=a&guest_id=b'],
      ['guest_id', 'guest_id[a]=b'],
      ['assistant_id', 'guest_id=a&assistant_id='],
      ['assistant_id', 'guest_id=a&assistant_id=0'],
      ['assistant_id', 'guest_id=a&assistant_id=-1'],
      ['assistant_id', 'guest_id=a&assistant_id=2147483648'],
      ['assistant_id', 'guest_id=a&assistant_id=1e3'],
      ['assistant_id', 'guest_id=a&assistant_id=abc'],
      ['assistant_id', 'guest_id=a&assistant_id=1&assistant_id=2'],
    ])('without a good %s: %s', async (field, query) => {
      const guest = query.includes('assistant_id') ? query : `assistant_id=${assistant.id}&${query}`;

      const answers = [await cast().as('nobody', `POST /api/widget/dialogs?${guest}`), await say(good, guest)];

      for (const answer of answers) {
        expect(verdictOf(answer)).toBe('422 validation_failed');
        expect(fields(answer)).toContain(field);
      }
    });

    it('with no query at all', async () => {
      const answer = await cast().as('nobody', 'POST /api/widget/dialogs');

      expect(verdictOf(answer)).toBe('422 validation_failed');
      expect(fields(answer).sort()).toEqual(['assistant_id', 'guest_id']);
    });

    it.each(['GET', 'PATCH', 'PUT', 'DELETE'])('with %s where there is only POST', async (method) => {
      const one = `/api/widget/dialogs/${his.dialog.id}/messages?${his.guest}`;

      for (const path of [one, `/api/widget/dialogs?${his.guest}`, `/api/widget?${his.guest}`]) {
        expect(verdictOf(await cast().as('nobody', `${method} ${path}`))).toBe('404 not_found');
      }
    });
  });

  it.each([
    ['4,000 signs of two halves', '🏗'.repeat(4_000)],
    ['markup', '<img src=x onerror=alert(1)>"\'`{{1}}'],
    ['separators that are line ends elsewhere', 'a\u2028b\u2029c\u0085d\r\ne'],
    ['writing from right to left', '\u202eзабор\u202c \u200f'],
    ['signs that are no letters', '\u0001\u001f\u007f\ufeff\ufffe'],
  ])('is quoted to the letter with %s', async (_what, text) => {
    const { status, body } = await say({ ...good, text });

    const read = await cast().well('manager', `GET /api/dialogs/${his.dialog.id}/messages?limit=1`);
    expect([status, body.text]).toEqual([201, text]);
    expect(read.items).toEqual([body]);
  });

  it.each([
    ['of two hundred signs', '🏗'.repeat(200)],
    ['with everything that means something elsewhere', `'";--%$&=+/?#\\ \u2028я`],
  ])('may call himself by an id %s', async (_what, guestId) => {
    const guest = aGuest(assistant, guestId);

    const opened = await cast().well('nobody', `POST /api/widget/dialogs?${guest}`);
    const again = await cast().well('nobody', `POST /api/widget/dialogs?${guest}`);

    expect(again).toEqual(opened);
  });
});
