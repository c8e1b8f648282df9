import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DialogId } from '../../../src/domain/dialogs/dialog.ts';
import { DialogReader, DialogRepository } from '../../../src/domain/dialogs/dialog-repository.ts';
import type { Message, NewMessage } from '../../../src/domain/dialogs/message.ts';
import { AssistantNotFound } from '../../../src/domain/widgets/widget-errors.ts';
import { AssistantRepository } from '../../../src/domain/widgets/widget-repository.ts';
import { clientOf } from '../../../src/infrastructure/prisma/prisma-source.ts';
import { inEachHouse } from '../../support/house.ts';

const NOBODYS = 2 ** 31 - 1;

inEachHouse((house) => {
  let assistantId: number;
  beforeAll(async () => {
    const assistants = house().container.resolve<AssistantRepository>(AssistantRepository);
    assistantId = (await assistants.add({ name: 'Анна', createdAt: house().clock.now() })).id;
  });
  const dialogs = () => house().container.resolve<DialogRepository>(DialogRepository);
  const reader = () => house().container.resolve<DialogReader>(DialogReader);
  const open = (guestId = randomUUID() as string) => dialogs().open({ assistantId, guestId }, house().clock.now());
  const openDialog = async () => (await open()).dialog.id;

  function aMessage(dialogId: DialogId, given: Partial<NewMessage> = {}): NewMessage {
    const said = { text: 'Сколько стоит забор?', createdAt: house().clock.now() };
    return { dialogId, sender: 'user', authorId: null, guestKey: null, ...said, ...given };
  }
  function say(dialogId: DialogId, given: Partial<NewMessage> = {}): Promise<Message> {
    return house().work.run(given.authorId ?? null, () => dialogs().add(aMessage(dialogId, given)));
  }

  describe('a repository of dialogs', () => {
    it('makes a dialog for a guest, and finds it each time after', async () => {
      const first = await open('guest 1');
      const again = await open('guest 1');

      expect(first).toEqual({
        dialog: { id: expect.any(Number), assistantId, assistantName: 'Анна', createdAt: house().clock.now() },
        made: true,
      });
      expect(again).toEqual({ dialog: first.dialog, made: false });
    });

    it('makes one dialog for many calls at once', async () => {
      const opened = await Promise.all(Array.from({ length: 8 }, () => open('guest at once')));

      expect(new Set(opened.map(({ dialog }) => dialog.id)).size).toBe(1);
      expect(opened.filter(({ made }) => made)).toHaveLength(1);
    });

    it('tells guests apart, and one guest with two assistants', async () => {
      const assistants = house().container.resolve<AssistantRepository>(AssistantRepository);
      const other = await assistants.add({ name: 'Борис', createdAt: house().clock.now() });
      const now = house().clock.now();

      const opened = [
        await open('Guest'),
        await open('guest'),
        await open('guest '),
        await dialogs().open({ assistantId: other.id, guestId: 'guest' }, now),
      ];

      expect(new Set(opened.map(({ dialog }) => dialog.id)).size).toBe(4);
    });

    it('knows whose a dialog is', async () => {
      const { dialog } = await open('guest 2');

      const answers = await Promise.all([
        reader().isOf(dialog.id, { assistantId, guestId: 'guest 2' }),
        reader().isOf(dialog.id, { assistantId, guestId: 'guest 3' }),
        reader().isOf(dialog.id, { assistantId: NOBODYS, guestId: 'guest 2' }),
        reader().isOf(NOBODYS, { assistantId, guestId: 'guest 2' }),
        reader().isOf(0, { assistantId, guestId: 'guest 2' }),
      ]);

      expect(answers).toEqual([true, false, false, false, false]);
      expect([await reader().exists(dialog.id), await reader().exists(NOBODYS)]).toEqual([true, false]);
    });

    it('makes none with an assistant who is not there', async () => {
      const refused = dialogs().open({ assistantId: NOBODYS, guestId: 'guest' }, house().clock.now());

      await expect(refused).rejects.toThrow(AssistantNotFound);
    });

    it('lists dialogs by descending id, each with its newest message and without its guest', async () => {
      const [silent, talkative] = [await openDialog(), await openDialog()];
      await say(talkative, { text: 'раз' });
      const last = await say(talkative, { text: 'два', sender: 'operator', authorId: house().staff.manager.id });

      const [first, second] = await reader().list({ limit: 2 });
      const [third] = await reader().list({ limit: 1, before: silent });

      expect(first).toMatchObject({ dialog: { id: talkative }, lastMessage: last });
      expect(second).toMatchObject({ dialog: { id: silent }, lastMessage: null });
      expect(third?.dialog.id).toBeLessThan(silent);
      expect(Object.keys(first?.dialog ?? {}).sort()).toEqual(['assistantId', 'assistantName', 'createdAt', 'id']);
    });

    it('lists messages of one dialog by descending id, in parts', async () => {
      const [id, other] = [await openDialog(), await openDialog()];
      const said: Message[] = [];
      for (const text of ['раз', 'два', 'три']) {
        said.push(await say(id, { text }));
        await say(other, { text });
      }

      const newest = await reader().messages(id, { limit: 2 });
      const rest = await reader().messages(id, { limit: 2, before: newest.at(-1)?.id });

      expect([...newest, ...rest]).toEqual(said.toReversed());
    });

    it('gives back every character that it was given', async () => {
      const text = `«Забор»\u2028\u2029\r\n\t\u0001'"\\ 🏗 \u200f`;

      const { id, dialogId } = await say(await openDialog(), { text });

      expect(await reader().messages(dialogId, { limit: 1 })).toMatchObject([{ id, text }]);
    });

    it('finds what a guest said under a key of his, and takes no second under it', async () => {
      const [id, other] = [await openDialog(), await openDialog()];
      const said = await say(id, { guestKey: 'key' });
      await say(other, { guestKey: 'key' });

      const find = (dialogId: DialogId, key: string) =>
        house().work.run(null, () => dialogs().findByGuestKey(dialogId, key));

      expect(await find(id, 'key')).toEqual(said);
      expect(await find(id, 'other key')).toBeNull();
      await expect(say(id, { guestKey: 'key' })).rejects.toThrow();
    });

    it('takes no operator without a name, and no guest with one', async () => {
      const id = await openDialog();

      await expect(say(id, { sender: 'operator' })).rejects.toThrow();
      await expect(say(id, { authorId: house().staff.manager.id })).rejects.toThrow();
      expect(await reader().messages(id, { limit: 1 })).toEqual([]);
    });

    it('numbers the messages of a dialog in the order in which they are told', async () => {
      const id = await openDialog();
      const locked = (text: string) =>
        house().work.run(null, async () => {
          await dialogs().lock(id);
          return dialogs().add(aMessage(id, { text }));
        });

      const said = await Promise.all(Array.from({ length: 12 }, (_, index) => locked(`${index}`)));

      const told = (await house().events()).filter(({ audience }) => audience.includes(`dialog:${id}`));
      expect(told.map(({ subject }) => Number(subject.split(':')[1]))).toEqual(
        said.map((message) => message.id).sort((a, b) => a - b),
      );
    });
  });

  describe('the event of a message', () => {
    it('is one, in the form of the stream to the letter', async () => {
      const id = await openDialog();
      const text = 'Сколько "стоит" забор?\n\u2028🏗';

      const message = await house().trace.run('request-7', () => say(id, { text }));

      const created_at = '2026-03-01T08:00:00.123Z';
      const shown = { id: message.id, dialog_id: id, sender: 'user', text, created_at };
      expect(await house().events(`message:${message.id}`)).toEqual([
        {
          position: expect.stringMatching(/^\d+$/),
          stream: 'dialog',
          type: 'message.created',
          subject: `message:${message.id}`,
          audience: [`dialog:${id}`, 'program'],
          data: JSON.stringify({ type: 'message:new', message: shown }),
          reason: null,
          actor_id: null,
          request_id: 'request-7',
          occurred_at: house().clock.now(),
        },
      ]);
    });

    it('names the operator as who did it, and does not show his name', async () => {
      const { manager } = house().staff;

      const message = await say(await openDialog(), { sender: 'operator', authorId: manager.id });

      const [event] = await house().events(`message:${message.id}`);
      expect(event?.actor_id).toBe(manager.id);
      expect(JSON.parse(event?.data ?? '').message).toEqual({
        id: message.id,
        dialog_id: message.dialogId,
        sender: 'operator',
        text: message.text,
        created_at: message.createdAt.toISOString(),
      });
    });

    it('is none when the unit fails', async () => {
      const id = await openDialog();
      const before = (await house().events()).length;

      const failed = house().work.run(null, async () => {
        await dialogs().add(aMessage(id));
        throw new Error('no, wait');
      });

      await expect(failed).rejects.toThrow('no, wait');
      expect(await house().events()).toHaveLength(before);
      expect(await reader().messages(id, { limit: 1 })).toEqual([]);
    });
  });

  describe('a message that was said', () => {
    const attempts: [string, (id: number) => Promise<unknown>][] = [
      ['raw UPDATE', (id) => house().database.pool.query(`UPDATE messages SET text = 'тайком' WHERE id = ${id}`)],
      ['raw DELETE', (id) => house().database.pool.query(`DELETE FROM messages WHERE id = ${id}`)],
      [
        'raw INSERT beside it',
        (id) =>
          house().database.pool.query(`INSERT INTO messages (dialog_id, sender, text, created_at)
            SELECT dialog_id, 'user', 'тайком', now() FROM messages WHERE id = ${id}`),
      ],
      ['TRUNCATE', () => house().database.pool.query('TRUNCATE messages')],
      [
        'update in a unit of work',
        (id) => inUnit((tx) => tx.message.update({ where: { id }, data: { text: 'тайком' } })),
      ],
      ['delete in a unit of work', (id) => inUnit((tx) => tx.message.delete({ where: { id } }))],
    ];
    const inUnit = (act: (tx: ReturnType<typeof clientOf>) => PromiseLike<unknown>) =>
      house().work.run(null, async () => await act(clientOf(house().prisma)));

    it.each(attempts)('stays as it is: %s is refused', async (_what, attempt) => {
      const message = await say(await openDialog());
      const events = (await house().events()).length;

      const refused = await attempt(message.id).catch((error: unknown) => error);

      expect(codeOf(refused)).toBe('SM001');
      expect(await reader().messages(message.dialogId, { limit: 2 })).toEqual([message]);
      expect(await house().events()).toHaveLength(events);
    });
  });
});

/** PostgreSQL's code, whether the driver or Prisma threw. */
function codeOf(error: unknown): string | undefined {
  const { code, cause } = error as { code?: string; cause?: { originalCode?: string } };
  return cause?.originalCode ?? code;
}
