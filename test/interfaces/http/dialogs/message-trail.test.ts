import { describe, expect, it } from '@jest/globals';
import { MessageTrail } from '../../../../src/interfaces/http/dialogs/message-trail.ts';
import { Cast } from '../../../support/cast.ts';
import { anEvent, FakeFeed } from '../../../support/fake-feed.ts';
import { aDialog } from '../../../support/guests.ts';
import { recordedLogger } from '../../../support/logs.ts';
import { sharedServer } from '../../../support/test-server.ts';

const SAID = 'Никому не говорите';
/** pino's number. */
const INFO = 30;
const RECEIVED = 'WIDGET→ADMIN message received';
const ANSWERED = 'ADMIN→WIDGET message received';
const STORED = 'message stored';

describe('the trail of a message in the log', () => {
  const server = sharedServer();
  const cast = Cast.at(server);
  const trailOf = (id: number) => server().log.lines.filter(({ message_id }) => message_id === id);
  const stepOf = (id: number, step: string) =>
    server().log.line(({ msg, message_id }) => msg === step && message_id === id);
  const say = (dialog: { id: number }, guest: string, headers: Record<string, string> = {}, text = SAID) =>
    cast().as('nobody', `POST /api/widget/dialogs/${dialog.id}/messages?${guest}`, {
      body: { sender: 'user', text },
      headers: { 'X-Request-Id': 'said', ...headers },
    });
  const reply = (dialog: { id: number }, headers: Record<string, string> = {}) =>
    cast().as('manager', `POST /api/dialogs/${dialog.id}/messages`, {
      body: { text: SAID },
      headers: { 'X-Request-Id': 'answered', ...headers },
    });

  it("shows a guest's message received and stored, once each, with its place in the log", async () => {
    const { dialog, guest } = await aDialog(cast());

    const { body } = await say(dialog, guest);
    await stepOf(body.id, RECEIVED);
    await stepOf(body.id, STORED);

    const common = { level: INFO, dialog_id: dialog.id, message_id: body.id };
    const steps = trailOf(body.id).sort((a, b) => String(a.msg).localeCompare(String(b.msg)));
    expect(steps).toHaveLength(2);
    expect(steps).toMatchObject([
      { ...common, msg: STORED, position: expect.any(Number) },
      { ...common, msg: RECEIVED, request_id: 'said' },
    ]);
  });

  it("shows an operator's message the other way round", async () => {
    const { dialog } = await aDialog(cast());

    const { body } = await reply(dialog);
    await stepOf(body.id, ANSWERED);
    await stepOf(body.id, STORED);

    expect(trailOf(body.id).map(({ msg }) => msg)).not.toContain(RECEIVED);
    expect(trailOf(body.id)).toHaveLength(2);
    expect(trailOf(body.id)).toContainEqual(expect.objectContaining({ msg: ANSWERED, request_id: 'answered' }));
  });

  it('shows nothing of repeats', async () => {
    const { dialog, guest } = await aDialog(cast());
    const key = { 'Idempotency-Key': 'again' };
    const said = [await say(dialog, guest, key), await reply(dialog, key)];

    await say(dialog, guest, key);
    await reply(dialog, key);
    const last = await reply(dialog);
    await stepOf(last.body.id, ANSWERED); // what came before is written
    await stepOf(last.body.id, STORED);

    for (const { body } of said) expect(trailOf(body.id)).toHaveLength(2);
  });

  it('shows nothing of what was refused', async () => {
    const { dialog, guest } = await aDialog(cast());
    const stranger = guest.replace(/guest_id=.*/, 'guest_id=stranger');

    const refused = [await say(dialog, stranger), await say(dialog, guest, {}, ''), await reply({ id: 2 ** 31 - 1 })];
    const { body } = await say(dialog, guest);
    await stepOf(body.id, RECEIVED);
    await stepOf(body.id, STORED);

    const ofDialog = server().log.lines.filter(({ dialog_id }) => dialog_id === dialog.id || dialog_id === 2 ** 31 - 1);
    expect(refused.map(({ status }) => status)).toEqual([403, 422, 404]);
    expect(ofDialog.map(({ message_id }) => message_id)).toEqual([body.id, body.id]);
  });

  it('never holds what was said, nor by which guest', async () => {
    const { dialog, guest } = await aDialog(cast());
    const guestId = new URLSearchParams(guest).get('guest_id') ?? '';

    await say(dialog, guest);
    await say(dialog, guest, {}, '');
    const { body } = await reply(dialog);
    await stepOf(body.id, ANSWERED);

    expect(guestId).toHaveLength(36);
    for (const secret of [SAID, guestId, 'guest_id']) expect(server().log.text()).not.toContain(secret);
  });

  it('ends when the server leaves', () => {
    const feed = new FakeFeed();
    const { logger, lines } = recordedLogger();
    const trail = new MessageTrail(feed, logger);
    const data = '{"type":"message:new","message":{"id":5,"dialog_id":3,"sender":"user","text":"а","created_at":"б"}}';
    const event = { stream: 'dialog', audience: ['dialog:3', 'program'], data } as const;

    feed.publish(anEvent(7, event));
    trail.leave();
    feed.publish(anEvent(8, event));

    expect(lines).toMatchObject([{ msg: STORED, dialog_id: 3, message_id: 5, position: 7 }]);
  });
});
