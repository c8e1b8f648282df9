import { afterEach, describe, expect, it } from '@jest/globals';
import { Cast } from '../support/cast.ts';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import { aDialog } from '../support/guests.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { blockWith, rawStreams } from '../support/raw-streams.ts';
import { StreamReader } from '../support/stream-reader.ts';
import { sharedServer } from '../support/test-server.ts';

/** Promised within half a second; five times that is hanging. */
const HANG_MS = 2_500;
const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-store, must-revalidate, no-transform',
  connection: 'keep-alive',
  'x-accel-buffering': 'no',
};
const messagesOf = (stream: RawStream) => stream.blocks.filter((block) => block.startsWith('event: message\n'));

describe.each(databaseKinds())('the stream of a dialog, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { SSE_HEARTBEAT_INTERVAL: '100', RATE_LIMIT: 'off' } });
  const cast = Cast.at(server);
  const crew = signedInCrew(server);
  const open = rawStreams(server);
  const readers: StreamReader[] = [];
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });
  const ask = (id: number, guest: string) =>
    cast().well('nobody', `POST /api/widget/dialogs/${id}/messages?${guest}`, { sender: 'user', text: 'Вопрос' });
  const answer = (id: number) => cast().well('manager', `POST /api/dialogs/${id}/messages`, { text: 'Ответ' });
  const opened = () => server().log.lines.filter(({ msg }) => msg === 'SSE stream opened').length;
  /** Opened when the first words are there. */
  const alive = async (path: string, token = '') => {
    const stream = await open(path, { token });
    await blockWith(stream, 'retry: 5000');
    return stream;
  };

  it.each(['guest', 'operator'])('begins for a %s with these headers, the delay and a position', async (who) => {
    const { dialog, guest } = await aDialog(cast());
    const path = `/api/dialogs/${dialog.id}/events`;

    const stream = await (who === 'guest' ? alive(`${path}?${guest}`) : alive(path, crew().admin.token));
    await stream.until(() => stream.blocks.length >= 3);

    expect(stream.head.status).toBe(200);
    expect(stream.head.headers).toMatchObject(HEADERS);
    expect(stream.blocks[0]).toMatch(/^retry: 5000\nid: \d+$/);
    for (const block of stream.blocks.slice(1)) expect(block).toMatch(/^: heartbeat\nid: \d+$/);
  });

  it('tells of a message in these bytes', async () => {
    const { dialog, guest } = await aDialog(cast());
    const stream = await alive(`/api/dialogs/${dialog.id}/events?${guest}`);
    const text = 'Крыша "№ 1"\r\ndata: \u2028 <🏗> \\n\n\nevent: forged';

    const path = `POST /api/dialogs/${dialog.id}/messages`;
    const said = await cast().well('manager', path, { text });
    const block = await blockWith(stream, 'message:new');

    const id = /^id: (\d+)$/m.exec(block)?.[1];
    const message = { id: said.id, dialog_id: dialog.id, sender: 'operator', text, created_at: said.created_at };
    expect(block).toBe(`event: message\nid: ${id}\ndata: ${JSON.stringify({ type: 'message:new', message })}`);
    expect(Object.keys(said)).toEqual(['id', 'dialog_id', 'sender', 'text', 'created_at']);
  });

  it('brings what a guest says to the office and to his own other devices, once to each, and soon', async () => {
    const { dialog, guest } = await aDialog(cast());
    const path = `/api/dialogs/${dialog.id}/events`;
    const devices = [await alive(`${path}?${guest}`), await alive(`${path}?${guest}`)];
    const office = [await alive(path, crew().manager.token), await alive(path, crew().admin.token)];
    const all = [...devices, ...office];

    const began = performance.now();
    const said = ask(dialog.id, guest);
    await Promise.all(all.map((stream) => blockWith(stream, 'message:new')));
    const ms = performance.now() - began;
    const behind = await answer(dialog.id);
    await Promise.all(all.map((stream) => blockWith(stream, `"message":{"id":${behind.id},`)));

    console.log(`${kind}: from a guest's POST to all streams: ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(HANG_MS);
    const { id } = await said;
    for (const stream of all) {
      const ids = messagesOf(stream).map((block) => JSON.parse(block.split('\ndata: ')[1] ?? '').message.id);
      expect(ids).toEqual([id, behind.id]);
    }
  });

  it('brings what an operator says to the guest and to the rest of the office, heard by an EventSource', async () => {
    const { dialog, guest } = await aDialog(cast());
    const first = await answer(dialog.id);
    const base = `${server().url}/api/dialogs/${dialog.id}/events?last_event_id=0`;
    const queries = [guest, `token=${crew().manager.token}`, `token=${crew().admin.token}`];
    readers.push(...queries.map((query) => new StreamReader(`${base}&${query}`)));
    const hears = (id: number) =>
      Promise.all(readers.map((reader) => reader.first(({ data }) => data.message.id === id)));
    await hears(first.id);

    const began = performance.now();
    const said = await answer(dialog.id);
    const heard = await hears(said.id);
    const ms = performance.now() - began;

    console.log(`${kind}: from an operator's POST to all streams: ${Math.round(ms)} ms`);
    expect(ms).toBeLessThan(HANG_MS);
    for (const { id, type, data } of heard) {
      expect([type, data]).toEqual(['message', { type: 'message:new', message: said }]);
      expect(id).toMatch(/^\d+$/);
    }
    expect(new Set(heard.map(({ id }) => id)).size).toBe(1);
  });

  it('comes to an HTTP/1.0 client without chunks', async () => {
    const { dialog, guest } = await aDialog(cast());
    const stream = await open(`/api/dialogs/${dialog.id}/events?${guest}`, { version: '1.0' });

    await answer(dialog.id);
    await blockWith(stream, 'message:new');

    expect(stream.head.headers).not.toHaveProperty('transfer-encoding');
    expect(stream.head.headers.connection).toBe('close');
    expect(stream.body).toMatch(/^retry: 5000\nid: \d+\n\n/);
  });

  it('answers HEAD with the same headers, and opens nothing', async () => {
    const { dialog, guest } = await aDialog(cast());
    const before = opened();

    const head = await open(`/api/dialogs/${dialog.id}/events?${guest}`, { method: 'HEAD' });

    expect([head.head.status, head.body]).toEqual([200, '']);
    expect(head.head.headers).toMatchObject(HEADERS);
    expect(opened()).toBe(before);
  });
});
