import { describe, expect, it } from '@jest/globals';
import { type CallAnswer, type CallOptions, verdictOf } from '../../../support/calls.ts';
import { Cast } from '../../../support/cast.ts';
import { databaseKinds } from '../../../support/databases.ts';
import { aDialog } from '../../../support/guests.ts';
import { sharedServer } from '../../../support/test-server.ts';

describe.each(databaseKinds())('the office in dialogs, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { RATE_LIMIT: 'off' } });
  const cast = Cast.at(server);
  const reply = (id: unknown, text: string, headers: CallOptions['headers'] = {}) =>
    cast().as('manager', `POST /api/dialogs/${id}/messages`, { body: { text }, headers });
  const ask = (id: number, guest: string, text: string) =>
    cast().well('nobody', `POST /api/widget/dialogs/${id}/messages?${guest}`, { sender: 'user', text });
  const list = (query = '') => cast().as('manager', `GET /api/dialogs${query}`);
  const messages = (id: unknown, query = '') => cast().as('admin', `GET /api/dialogs/${id}/messages${query}`);

  it('sees dialogs newest first, each with its newest message', async () => {
    const [silent, asked, answered] = [await aDialog(cast()), await aDialog(cast()), await aDialog(cast())];
    const question = await ask(asked.dialog.id, asked.guest, 'Сколько?');
    await ask(answered.dialog.id, answered.guest, 'Когда?');
    const { body: answer } = await reply(answered.dialog.id, 'Завтра');

    const { body, headers } = await list('?limit=3');

    const { messages: _none, ...head } = asked.dialog;
    expect(body.items.map(({ id }: { id: number }) => id)).toEqual([
      answered.dialog.id,
      asked.dialog.id,
      silent.dialog.id,
    ]);
    expect(body.items.map((item: CallAnswer['body']) => item.last_message)).toEqual([answer, question, null]);
    expect(body.items[1]).toEqual({ ...head, last_message: question });
    expect(Number(headers.get('X-Stream-Position'))).toBeGreaterThan(0);
  });

  it('reads long lists part by part, each thing once', async () => {
    const { dialog, guest } = await aDialog(cast());
    const said = [];
    for (let n = 0; n < 5; n++) said.push(await ask(dialog.id, guest, `вопрос ${n}`));

    const first = await messages(dialog.id, '?limit=2');
    const second = await messages(dialog.id, `?limit=2&cursor=${first.body.next_cursor}`);
    const third = await messages(dialog.id, `?limit=2&cursor=${second.body.next_cursor}`);
    const newest = await list('?limit=1');
    const next = await list(`?limit=1&cursor=${newest.body.next_cursor}`);

    const items = [first, second, third].flatMap(({ body }) => body.items);
    expect(items).toEqual(said.toReversed());
    expect(third.body.next_cursor).toBeNull();
    expect(Number(first.headers.get('X-Stream-Position'))).toBeGreaterThan(0);
    expect(next.body.items[0].id).toBeLessThan(newest.body.items[0].id);
  });

  it('answers a guest, as an operator and without a name', async () => {
    const { dialog, guest } = await aDialog(cast());

    const { status, body } = await reply(dialog.id, 'От 900 рублей за метр');

    const seen = await cast().well('nobody', `POST /api/widget/dialogs?${guest}`);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(Number),
      dialog_id: dialog.id,
      sender: 'operator',
      text: 'От 900 рублей за метр',
      created_at: expect.stringMatching(/Z$/),
    });
    expect(seen.messages).toEqual([body]);
  });

  it('answers once under one Idempotency-Key, also at once', async () => {
    const { dialog } = await aDialog(cast());
    const key = { 'Idempotency-Key': `answer ${dialog.id}` };

    const answers = await Promise.all([1, 2, 3].map(() => reply(dialog.id, 'Завтра', key)));
    const other = await reply(dialog.id, 'Послезавтра', key);

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('Idempotent-Replayed') === 'true')).toHaveLength(2);
    expect(verdictOf(other)).toBe('422 idempotency_key_reused');
    expect((await messages(dialog.id)).body.items).toHaveLength(1);
  });

  it('stores each message with one event, in the order of the messages', async () => {
    const { dialog, guest } = await aDialog(cast());

    const said = await Promise.all(
      Array.from({ length: 8 }, (_, n) => (n % 2 ? reply(dialog.id, `${n}`) : ask(dialog.id, guest, `${n}`))),
    );

    const last = Math.max(...said.map((answer) => (answer.body ?? answer).id));
    await server().log.line(({ msg, message_id }) => msg === 'message stored' && message_id === last);
    const stored = server().log.lines.filter(
      ({ msg, dialog_id }) => msg === 'message stored' && dialog_id === dialog.id,
    );
    const { body } = await messages(dialog.id);
    const ids = body.items.map(({ id }: { id: number }) => id).reverse();
    expect(stored.map(({ message_id }) => message_id)).toEqual(ids);
    expect(ids).toHaveLength(8);
    const positions = stored.map(({ position }) => Number(position));
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  });

  it.each([0, -1, 2 ** 31 - 1, 2 ** 31, 'abc', '1.5', '01', '%00'])('finds no dialog %s', async (id) => {
    expect(verdictOf(await messages(id))).toBe('404 not_found');
    expect(verdictOf(await reply(id, 'Есть кто?'))).toBe('404 not_found');
  });

  it.each([
    ['nobody', '401 unauthenticated'],
    ['owner', '403 forbidden'],
  ] as const)('is not %s: %s, whether there is such a dialog or not', async (viewer, verdict) => {
    const { dialog } = await aDialog(cast());

    for (const path of ['', `/${dialog.id}/messages`, '/2147483647/messages']) {
      expect(verdictOf(await cast().as(viewer, `GET /api/dialogs${path}`))).toBe(verdict);
    }
    for (const id of [dialog.id, 2 ** 31 - 1]) {
      const answer = await cast().as(viewer, `POST /api/dialogs/${id}/messages`, { body: { text: 'Я тут' } });
      expect(verdictOf(answer)).toBe(verdict);
    }
    expect((await messages(dialog.id)).body.items).toEqual([]);
  });

  it('is never shown by which secret a guest is known', async () => {
    const { dialog, guest } = await aDialog(cast());
    await ask(dialog.id, guest, 'Сколько?');
    const guestId = new URLSearchParams(guest).get('guest_id') ?? '';

    const answers = [await list(), await messages(dialog.id), await reply(dialog.id, 'Много')];

    expect(guestId).toHaveLength(36);
    for (const { body } of answers) expect(JSON.stringify(body)).not.toContain(guestId);
    await server().log.line(({ msg, dialog_id }) => msg === 'ADMIN→WIDGET message received' && dialog_id === dialog.id);
    expect(server().log.text()).not.toContain(guestId);
  });
});
