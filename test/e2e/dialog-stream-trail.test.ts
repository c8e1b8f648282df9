import { describe, expect, it } from '@jest/globals';
import { Cast } from '../support/cast.ts';
import { signedInCrew } from '../support/crew.ts';
import { begun, tells } from '../support/dialog-streams.ts';
import { aDialog } from '../support/guests.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { sharedServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

const SAID = 'Никому не говорите';
const DELIVERED = 'SSE message delivered';

describe('the way of a message through the log', () => {
  const server = sharedServer();
  const cast = Cast.at(server);
  const crew = signedInCrew(server);
  const open = rawStreams(server);
  const linesOf = (messageId: number) => server().log.lines.filter(({ message_id }) => message_id === messageId);
  const delivered = (messageId: number, times: number) =>
    until(() => linesOf(messageId).filter(({ msg }) => msg === DELIVERED).length >= times);
  const aTalk = async () => {
    const { dialog, guest } = await aDialog(cast());
    const path = `/api/dialogs/${dialog.id}/events`;
    const listen = async (query: string, token = '', lastEventId?: number) => {
      const stream = await open(`${path}?${query}`, { token, ...(lastEventId === undefined ? {} : { lastEventId }) });
      await begun(stream);
      return stream;
    };
    const say = () =>
      cast().well('nobody', `POST /api/widget/dialogs/${dialog.id}/messages?${guest}`, { sender: 'user', text: SAID });
    return { id: dialog.id as number, guest, listen, say };
  };

  it('has three steps, once each, where the office has the dialog open', async () => {
    const { id, listen, say } = await aTalk();
    const office = await listen('', crew().manager.token);

    const said = await say();
    await tells(office, said.id);
    await delivered(said.id, 1);
    const behind = await say();
    await delivered(behind.id, 1);

    const steps = linesOf(said.id);
    expect(steps.map(({ msg }) => msg).sort()).toEqual([DELIVERED, 'WIDGET→ADMIN message received', 'message stored']);
    for (const step of steps) expect(step).toMatchObject({ level: 30, dialog_id: id, message_id: said.id });
  });

  it('ends with a line for each stream that was told, with whose it is and by which request it was opened', async () => {
    const { guest, listen, say } = await aTalk();
    await Promise.all([listen(guest), listen(guest), listen('', crew().admin.token)]);

    const said = await say();
    await delivered(said.id, 3);

    const last = linesOf(said.id).filter(({ msg }) => msg === DELIVERED);
    expect(last.map(({ to }) => to).sort()).toEqual(['guest', 'guest', 'operator']);
    expect(new Set(last.map(({ req }) => (req as { id: string }).id)).size).toBe(3);
  });

  it('ends with its storing while nobody listens, and with the delivery when somebody comes back', async () => {
    const { guest, listen, say } = await aTalk();

    const said = await say();
    await server().log.line(({ msg, message_id }) => msg === 'message stored' && message_id === said.id);
    const before = linesOf(said.id).map(({ msg }) => msg);
    const back = await listen(guest, '', 0);
    await tells(back, said.id);
    await delivered(said.id, 1);

    expect(before).not.toContain(DELIVERED);
    expect(linesOf(said.id).filter(({ msg }) => msg === DELIVERED)).toHaveLength(1);
  });

  it('holds neither what was said nor by which guest, nor do the lines of requests and streams', async () => {
    const { id, guest, listen, say } = await aTalk();
    const guestId = new URLSearchParams(guest).get('guest_id') ?? '';
    const stream = await listen(guest);
    const said = await say();
    await tells(stream, said.id);
    await delivered(said.id, 1);
    await cast().as('nobody', `GET /api/dialogs/${id}/events?${guest.replace(/assistant_id=\d+/, 'assistant_id=x')}`);
    await cast().as('nobody', `GET /api/dialogs/0/events?${guest}`);
    stream.destroy();
    await server().log.line(({ msg, stream: kind }) => msg === 'SSE stream closed' && kind === 'dialog');

    const text = server().log.text();
    expect(guestId).toHaveLength(36);
    expect(text).toContain(`/api/widget/dialogs/${id}/messages`);
    for (const secret of [SAID, guestId, 'guest_id', 'assistant_id', crew().manager.token]) {
      expect(text).not.toContain(secret);
    }
  });
});
