import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type CallAnswer, type CallOptions, verdictOf } from '../../../support/calls.ts';
import { Cast } from '../../../support/cast.ts';
import { databaseKinds } from '../../../support/databases.ts';
import { aDialog, aGuest, anAssistant } from '../../../support/guests.ts';
import { sharedServer } from '../../../support/test-server.ts';

const SHOWN = 50;

describe.each(databaseKinds())('a guest of a site, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { RATE_LIMIT: 'off' } });
  const cast = Cast.at(server);
  let assistant: { id: number };
  beforeAll(async () => {
    assistant = await anAssistant(cast());
  });
  const open = (guest: string) => cast().as('nobody', `POST /api/widget/dialogs?${guest}`);
  const say = (id: unknown, guest: string, text: string, headers: CallOptions['headers'] = {}) => {
    const body = { sender: 'user', text };
    return cast().as('nobody', `POST /api/widget/dialogs/${id}/messages?${guest}`, { body, headers });
  };
  const messagesOf = async (id: number): Promise<CallAnswer['body'][]> =>
    (await cast().well('manager', `GET /api/dialogs/${id}/messages?limit=200`)).items;

  it('has one dialog with an assistant, the same each time', async () => {
    const guest = aGuest(assistant);

    const first = await open(guest);
    const again = await open(guest);

    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      id: expect.any(Number),
      assistant_id: assistant.id,
      assistant_name: 'Анна из сметного отдела',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      messages: [],
    });
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  it('has one dialog too when several windows open at once, made once', async () => {
    const guest = aGuest(assistant);

    const answers = await Promise.all(Array.from({ length: 6 }, () => open(guest)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('has a dialog for himself: other guests and other assistants have others', async () => {
    const other = await anAssistant(cast());

    const answers = [
      await open(aGuest(assistant, 'guest')),
      await open(aGuest(assistant, 'Guest')),
      await open(aGuest(other, 'guest')),
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(3);
  });

  it('says something, which is kept once and read by the office', async () => {
    const { dialog, guest } = await aDialog(cast());

    const said = await say(dialog.id, guest, 'Сколько стоит забор?');

    expect(said.status).toBe(201);
    expect(said.body).toEqual({
      id: expect.any(Number),
      dialog_id: dialog.id,
      sender: 'user',
      text: 'Сколько стоит забор?',
      created_at: expect.stringMatching(/Z$/),
    });
    expect(await messagesOf(dialog.id)).toEqual([said.body]);
  });

  it('finds what both sides said when he comes back: the newest fifty, oldest first', async () => {
    const { dialog, guest } = await aDialog(cast());
    for (let n = 1; n <= SHOWN; n++) await say(dialog.id, guest, `вопрос ${n}`);
    await cast().well('manager', `POST /api/dialogs/${dialog.id}/messages`, { text: 'ответ' });

    const { status, body } = await open(guest);

    const texts = body.messages.map(({ text }: { text: string }) => text);
    expect(status).toBe(200);
    expect(texts).toHaveLength(SHOWN);
    expect([texts[0], texts[SHOWN - 2], texts[SHOWN - 1]]).toEqual(['вопрос 2', `вопрос ${SHOWN}`, 'ответ']);
    expect(body.messages.at(-1).sender).toBe('operator');
  });

  it('is told a position from which nothing is missed that the answer does not show', async () => {
    const { dialog, guest } = await aDialog(cast());
    await say(dialog.id, guest, 'до');
    await server().log.line(({ msg, dialog_id }) => msg === 'message stored' && dialog_id === dialog.id);

    const { headers, body } = await open(guest);
    const { body: after } = await say(dialog.id, guest, 'после');

    const position = Number(headers.get('X-Stream-Position'));
    const storedAt = (id: number) =>
      Number(server().log.lines.find(({ msg, message_id }) => msg === 'message stored' && message_id === id)?.position);
    expect(position).toBeGreaterThanOrEqual(storedAt(body.messages[0].id));
    await server().log.line(({ msg, message_id }) => msg === 'message stored' && message_id === after.id);
    expect(position).toBeLessThan(storedAt(after.id));
  });

  it('can not write in a dialog that is not his, and does not learn whether it is there', async () => {
    const { dialog, guest } = await aDialog(cast());
    const another = await aDialog(cast());
    const guestId = new URLSearchParams(guest).get('guest_id') ?? '';
    const wrong: [unknown, string][] = [
      [dialog.id, another.guest],
      [dialog.id, aGuest({ id: dialog.assistant_id })],
      [dialog.id, aGuest({ id: another.dialog.assistant_id }, guestId)],
      [dialog.id, aGuest({ id: 2 ** 31 - 1 }, guestId)],
      [dialog.id, aGuest({ id: dialog.assistant_id }, guestId.toUpperCase())],
      [another.dialog.id, guest],
      ...[
        0,
        -1,
        2 ** 31 - 1,
        2 ** 31,
        2 ** 53,
        1e21,
        'abc',
        '1.5',
        `0${dialog.id}`,
        `${dialog.id}%20`,
        '%00',
        '%F0%9F',
      ].map((id): [unknown, string] => [id, guest]),
    ];

    const answers = [];
    for (const [id, as] of wrong) answers.push(await say(id, as, 'чужое'));

    const last = answers.pop(); // a broken escape is no path at all
    expect(last && verdictOf(last)).toBe('400 bad_request');
    expect(new Set(answers.map(verdictOf))).toEqual(new Set(['403 forbidden']));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect([await messagesOf(dialog.id), await messagesOf(another.dialog.id)]).toEqual([[], []]);
  });

  it('begins nothing with an assistant who is not there', async () => {
    const answer = await open(aGuest({ id: 2 ** 31 - 1 }));

    expect(verdictOf(answer)).toBe('404 not_found');
  });

  describe('who sends a message again', () => {
    const again = { 'Idempotency-Key': 'sent on a bad line' };

    it('under the same key has said it once', async () => {
      const { dialog, guest } = await aDialog(cast());

      const first = await say(dialog.id, guest, 'Алло?', again);
      const repeated = await say(dialog.id, guest, 'Алло?', again);

      expect([repeated.status, repeated.body]).toEqual([201, first.body]);
      expect(first.headers.get('Idempotent-Replayed')).toBeNull();
      expect(repeated.headers.get('Idempotent-Replayed')).toBe('true');
      expect(await messagesOf(dialog.id)).toEqual([first.body]);
    });

    it('at the same time has said it once', async () => {
      const { dialog, guest } = await aDialog(cast());

      const answers = await Promise.all([1, 2, 3, 4].map(() => say(dialog.id, guest, 'Алло?', again)));

      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      expect(await messagesOf(dialog.id)).toHaveLength(1);
    });

    it('with another text under the same key is refused', async () => {
      const { dialog, guest } = await aDialog(cast());
      const { body: first } = await say(dialog.id, guest, 'Алло?', again);

      const other = await say(dialog.id, guest, 'Есть кто?', again);

      expect(verdictOf(other)).toBe('422 idempotency_key_reused');
      expect(await messagesOf(dialog.id)).toEqual([first]);
    });

    it('without a key, with another key, or as another guest has said more', async () => {
      const { dialog, guest } = await aDialog(cast());
      const another = await aDialog(cast());

      await say(dialog.id, guest, 'Алло?', again);
      await say(dialog.id, guest, 'Алло?');
      await say(dialog.id, guest, 'Алло?', { 'Idempotency-Key': randomUUID() });
      await say(another.dialog.id, another.guest, 'Алло?', again);

      expect(await messagesOf(dialog.id)).toHaveLength(3);
      expect(await messagesOf(another.dialog.id)).toHaveLength(1);
    });
  });
});
