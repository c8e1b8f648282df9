import { describe, expect, it } from '@jest/globals';
import { call } from '../support/calls.ts';
import { Cast } from '../support/cast.ts';
import { Client } from '../support/client.ts';
import { begun, tells, textsOf } from '../support/dialog-streams.ts';
import { aDialog, aGuest } from '../support/guests.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { sharedServer, startTestServer, type TestServer } from '../support/test-server.ts';

/** Promised within one second; five times that is hanging. */
const HANG_MS = 5_000;
const DEVICES = 20;

describe('the end of the stream of a dialog', () => {
  const server = sharedServer({ settings: { RATE_LIMIT: 'off' } });
  const cast = Cast.at(server);
  const open = rawStreams(server);
  const say = (id: number, text: string) => cast().well('manager', `POST /api/dialogs/${id}/messages`, { text });
  const alive = async (path: string, token = '') => {
    const stream = await open(path, { token });
    await begun(stream);
    return stream;
  };

  it('comes to an operator with the end of his session, and not to guests or other operators', async () => {
    const { dialog, guest } = await aDialog(cast());
    const path = `/api/dialogs/${dialog.id}/events`;
    const [phone, desk] = [await Client.signIn(server(), 'manager'), await Client.signIn(server(), 'manager')];
    const lost = await alive(path, phone.token);
    const kept = [await alive(path, desk.token), await alive(`${path}?${guest}`)];

    const began = performance.now();
    await phone.post('/auth/logout').expect(204);
    await lost.end();
    const ms = performance.now() - began;
    const after = await say(dialog.id, 'после выхода');
    await Promise.all(kept.map((stream) => tells(stream, after.id)));

    console.log(`from logout to the end of the stream: ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(HANG_MS);
    expect(lost.text).toMatch(/\n\nevent: system\.unauthorized\ndata: \{\}\n\n$/);
    expect(textsOf(lost)).toEqual([]);
  });

  it('comes to an operator who becomes a foreman', async () => {
    const { dialog } = await aDialog(cast());
    const person = { email: 'moved@test.local', name: 'Перешёл', role: 'manager', password: 'a good password' };
    const { id } = await cast().well('admin', 'POST /api/v1/users', person);
    const { token } = await Client.signInAt(server().url, person.email, person.password);
    const lost = await alive(`/api/dialogs/${dialog.id}/events`, token);

    await cast().well('admin', `PATCH /api/v1/users/${id}`, { role: 'foreman' });
    await lost.end();

    expect(lost.text).toMatch(/\n\nevent: system\.unauthorized\ndata: \{\}\n\n$/);
  });

  it('comes to the oldest of a guest’s streams when there are more than twenty, and to nobody else’s', async () => {
    const { dialog, guest } = await aDialog(cast());
    const neighbour = aGuest({ id: dialog.assistant_id });
    const { id } = await cast().well('nobody', `POST /api/widget/dialogs?${neighbour}`);
    const path = `/api/dialogs/${dialog.id}/events`;
    const { token } = await Client.signIn(server(), 'admin');
    const others = [await alive(`/api/dialogs/${id}/events?${neighbour}`), await alive(path, token)];
    const oldest = await alive(`${path}?${guest}`);
    const rest = [];
    for (let n = 1; n < DEVICES; n++) rest.push(await alive(`${path}?${guest}`));
    expect(oldest.ended).toBe(false);

    rest.push(await alive(`${path}?${guest}`));
    await oldest.end();
    const said = await say(dialog.id, 'всем');
    await Promise.all(rest.map((stream) => tells(stream, said.id)));

    expect(oldest.text).toMatch(/\n\nretry: 60000\n\nevent: system\.closing\ndata: \{"reason":"replaced"\}\n\n$/);
    expect([...rest, ...others].map(({ ended }) => ended)).toEqual(Array(DEVICES + 2).fill(false));
  });
});

describe('a server that stops', () => {
  let server: TestServer;
  const open = rawStreams(() => server);

  it('says so to guests and operators, after what came before', async () => {
    server = await startTestServer();
    const { token } = await Client.signIn(server, 'admin');
    const post = async (path: string, body: object = {}) =>
      (await call(server.url, `POST ${path}`, { token, body })).body;
    const guest = aGuest(await post('/api/assistants', { name: 'Анна' }));
    const { id } = await post(`/api/widget/dialogs?${guest}`);
    const path = `/api/dialogs/${id}/events`;
    const streams = [await open(path, { token }), await open(`${path}?${guest}`)];
    await Promise.all(streams.map(begun));
    await post(`/api/dialogs/${id}/messages`, { text: 'Напоследок' });

    await server.stop();
    await Promise.all(streams.map((stream) => stream.end()));

    for (const stream of streams) {
      expect(textsOf(stream)).toEqual(['Напоследок']);
      expect(stream.text).toMatch(/\n\nretry: \d{4}\n\nevent: system\.closing\ndata: \{"reason":"shutdown"\}\n\n$/);
    }
  });
});
