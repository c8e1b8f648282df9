import { beforeAll, describe, expect, it } from '@jest/globals';
import { type CallAnswer, verdictOf } from '../support/calls.ts';
import { Cast } from '../support/cast.ts';
import { signedInCrew } from '../support/crew.ts';
import { begun, tells } from '../support/dialog-streams.ts';
import { aDialog, aGuest, anAssistant } from '../support/guests.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { sharedServer } from '../support/test-server.ts';

/** What can't be the number of a dialog, and what might be and is not. */
const NUMBERS = ['0', '-1', '01', '1.0', '2147483647', '2147483648', '9'.repeat(30), 'abc', '%00', '1%20'];

describe('who may follow a dialog', () => {
  const server = sharedServer({ settings: { RATE_LIMIT: 'off' } });
  const cast = Cast.at(server);
  const crew = signedInCrew(server);
  const open = rawStreams(server);
  let his: { dialog: { id: number; assistant_id: number }; guest: string };
  let other: typeof his;
  beforeAll(async () => {
    [his, other] = [await aDialog(cast()), await aDialog(cast())];
  });
  const ask = (viewer: Parameters<Cast['as']>[0], id: number | string, query = ''): Promise<CallAnswer> =>
    cast().as(viewer, `GET /api/dialogs/${id}/events${query && `?${query}`}`);

  it('are managers, admins and its guest', async () => {
    for (const viewer of ['manager', 'admin'] as const) expect((await ask(viewer, his.dialog.id)).status).toBe(200);
    expect((await ask('nobody', his.dialog.id, his.guest)).status).toBe(200);
  });

  it.each(['owner', 'stranger'] as const)('are no foremen: %s', async (foreman) => {
    for (const id of [his.dialog.id, 2 ** 31 - 1, ...NUMBERS]) {
      expect([id, verdictOf(await ask(foreman, id))]).toEqual([id, '403 forbidden']);
    }
  });

  it('is nobody without a sign-in and without a name', async () => {
    const { token } = crew().manager;

    for (const query of ['', 'token=', 'token=x', `token=${token}&token=${token}`, 'guest_id=a&guest_id=b']) {
      expect([query, verdictOf(await ask('nobody', his.dialog.id, query))]).toEqual([query, '401 unauthenticated']);
    }
  });

  it.each([
    ['guest_id=x', ['assistant_id']],
    ['assistant_id=1', ['guest_id']],
    ['assistant_id=x&guest_id=y', ['assistant_id']],
    ['assistant_id=1&guest_id=', ['guest_id']],
    ['assistant_id=1&guest_id=%00', ['guest_id']],
  ])('is nobody with half a name: %s', async (query, fields) => {
    const answer = await ask('nobody', his.dialog.id, query);

    expect(verdictOf(answer)).toBe('422 validation_failed');
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(fields);
  });

  it('is no other guest, who learns nothing of which dialogs there are', async () => {
    const assistant = { id: his.dialog.assistant_id };
    const stranger = aGuest(assistant, 'somebody else');
    const sameName = aGuest(await anAssistant(cast()), new URLSearchParams(his.guest).get('guest_id') ?? '');
    const refused = [
      await ask('nobody', his.dialog.id, stranger),
      await ask('nobody', his.dialog.id, sameName),
      await ask('nobody', his.dialog.id, other.guest),
      await ask('nobody', other.dialog.id, his.guest),
      await ask(
        'nobody',
        his.dialog.id,
        his.guest.toUpperCase().replace('ASSISTANT_ID', 'assistant_id').replace('GUEST_ID', 'guest_id'),
      ),
    ];
    for (const number of NUMBERS) refused.push(await ask('nobody', number, his.guest));

    const [first] = refused;
    expect(first?.status).toBe(403);
    for (const { status, media, body } of refused) {
      expect([status, media, body]).toEqual([403, first?.media, first?.body]);
    }
  });

  it.each(['manager', 'admin'] as const)('is a %s of a dialog that there is, else it is not found', async (viewer) => {
    for (const number of NUMBERS) {
      expect([number, verdictOf(await ask(viewer, number))]).toEqual([number, '404 not_found']);
    }
  });

  it('is decided by the token alone, where there is one beside the name of a guest', async () => {
    const { id } = his.dialog;

    const answers = [
      await ask('manager', id, other.guest),
      await ask('owner', id, his.guest),
      await ask('nobody', id, `${his.guest}&token=x`),
      await ask('nobody', id, `${other.guest}&token=${crew().admin.token}`),
    ];

    expect(answers.map(verdictOf)).toEqual(['200', '403 forbidden', '401 unauthenticated', '200']);
  });

  it('is who has a ticket, in the header or in the address', async () => {
    const { body } = await crew().manager.post('/sse/ticket').expect(200);
    const path = `/api/dialogs/${his.dialog.id}/events`;

    expect((await open(path, { token: body.ticket })).head.status).toBe(200);
    expect((await open(`${path}?token=${body.ticket}`)).head.status).toBe(200);
  });

  it('hears nothing of other dialogs', async () => {
    const stream = await open(`/api/dialogs/${his.dialog.id}/events?${his.guest}`, { lastEventId: 0 });
    await begun(stream);

    await cast().well('manager', `POST /api/dialogs/${other.dialog.id}/messages`, { text: 'не ему' });
    const last = await cast().well('manager', `POST /api/dialogs/${his.dialog.id}/messages`, { text: 'ему' });
    await tells(stream, last.id);

    expect(stream.text).not.toContain('не ему');
  });
});
