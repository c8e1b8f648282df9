import { describe, expect, it } from '@jest/globals';
import { call, verdictOf } from '../support/calls.ts';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { blockWith, rawStreams } from '../support/raw-streams.ts';
import { news, relayedOf, relayingServer } from '../support/relaying-server.ts';
import { StreamReader } from '../support/stream-reader.ts';

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-store, must-revalidate, no-transform',
  connection: 'keep-alive',
  'x-accel-buffering': 'no',
};
const CRM = '/api/v1/streams/crm';
const NOTIFICATIONS = '/api/v1/streams/notifications';
const BEAT = 'event: heartbeat\ndata: {"timestamp":"';
const ALIVE = /^event: heartbeat\ndata: \{"timestamp":"\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z","upstream":"connected"\}$/;

describe.each(databaseKinds())('a channel, on %s', (kind) => {
  const { server, crm, notifications } = relayingServer({ kind });
  const crew = signedInCrew(server);
  const open = rawStreams(server);
  const office = (path = CRM) => open(path, { token: crew().manager.token });

  it('begins with these headers and a sign of life without an id', async () => {
    const stream = await office();
    await blockWith(stream, BEAT);

    expect(stream.head.status).toBe(200);
    expect(stream.head.headers).toMatchObject(HEADERS);
    expect(stream.head.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    expect(stream.head.headers).not.toHaveProperty('content-length');
    expect(stream.blocks[0]).toMatch(ALIVE);
  });

  it.each([
    ['a name and an id', 'event: deal.won\nid: crm-1\ndata: { "sum" : 1 }\n\n'],
    ['no name', 'id: crm-2\ndata: two\n\n'],
    ['no id', 'event: deal\ndata: three\n\n'],
    ['data alone', 'data: four\n\n'],
    ['several lines, empty ones too', 'event: e\nid: crm-5\ndata: a\ndata: \ndata:  b\ndata: \n\n'],
    ['a line that looks like a field', 'event: e\nid: crm-6\ndata: x\ndata: id: 7\ndata: event: forged\n\n'],
    ['empty data', 'event: e\nid: crm-7\ndata: \n\n'],
    ['signs of every kind', 'event: сделка\nid: ид-8\ndata: "🏗" \\ \u2028 \u0085 \u0001 <b>\n\n'],
    ['NUL in the name and in the data', 'event: a\0b\nid: crm-9\ndata: x\0y\n\n'],
  ])('passes on to the byte what the source says with %s', async (what, block) => {
    const stream = await office();
    await blockWith(stream, BEAT);

    crm().send(block + news(`behind ${what}`));
    await blockWith(stream, `behind ${what}`);

    expect(relayedOf(stream)[0]).toBe(block.slice(0, -2));
  });

  it('passes on what was written another way, in its own: line ends, blanks, the order of fields', async () => {
    const stream = await office();
    await blockWith(stream, BEAT);

    crm().send(': a comment\r\nretry: 7000\r\ndata:one\rid:w-1\ndata:  two\r\nunknown: x\nevent:e\n\n');
    const block = await blockWith(stream, 'w-1');

    expect(block).toBe('event: e\nid: w-1\ndata: one\ndata:  two');
    expect(stream.text).not.toContain('7000');
  });

  it('says nothing of the other channel', async () => {
    const [deals, notes] = [await office(), await office(NOTIFICATIONS)];

    crm().send(news('of crm'));
    notifications().send(news('of notifications'));
    await blockWith(deals, 'of crm');
    await blockWith(notes, 'of notifications');
    crm().send(news('last of crm'));
    notifications().send(news('last of notifications'));
    await blockWith(deals, 'last of crm');
    await blockWith(notes, 'last of notifications');

    expect(deals.text).not.toContain('of notifications');
    expect(notes.text).not.toContain('of crm');
  });

  it('needs one connection to the source for ten clients, who all get the same', async () => {
    const staff = [crew().admin, crew().manager, crew().foreman, crew().foreman2];
    const ten = Array.from({ length: 10 }, (_, n) => staff[n % 4]?.token ?? '');
    const streams = await Promise.all(ten.map((token) => open(NOTIFICATIONS, { token })));
    await Promise.all(streams.map((stream) => blockWith(stream, BEAT)));

    notifications().send(news('all-1') + news('all-2', 'a\ndata: b'));
    await Promise.all(streams.map((stream) => blockWith(stream, 'all-2')));

    expect(new Set(streams.map((stream) => relayedOf(stream).join('\n\n'))).size).toBe(1);
    expect(relayedOf(streams[0] as RawStream)).toHaveLength(2);
    expect([notifications().readers, notifications().asked.length]).toEqual([1, 1]);
  });

  it('is heard by an EventSource, under the names of the source and with its ids', async () => {
    const reader = new StreamReader(`${server().url}${CRM}?token=${crew().admin.token}`, ['deal', 'heartbeat']);
    await reader.first(({ type }) => type === 'heartbeat');

    crm().send('event: deal\nid: es-1\ndata: {"a":\ndata: 1}\n\n');
    const heard = await reader.first(({ type }) => type === 'deal');
    reader.close();

    expect(heard).toEqual({ type: 'deal', id: 'es-1', data: { a: 1 } });
  });

  it('comes to an HTTP/1.0 client without chunks, and ends by closing', async () => {
    const stream = await open(CRM, { token: crew().manager.token, version: '1.0' });

    crm().send(news('of old'));
    await blockWith(stream, 'of old');

    expect(stream.head.headers).not.toHaveProperty('transfer-encoding');
    expect(stream.head.headers.connection).toBe('close');
    expect(stream.body.startsWith(BEAT)).toBe(true);
    expect(stream.body).toContain('\n\nevent: deal\nid: of old\ndata: news of old\n\n');
  });

  it('answers HEAD with the same headers, and opens nothing', async () => {
    const opened = () => server().log.lines.filter(({ msg }) => msg === 'SSE stream opened').length;
    const before = opened();

    const head = await open(CRM, { token: crew().manager.token, method: 'HEAD' });

    expect([head.head.status, head.body]).toEqual([200, '']);
    expect(head.head.headers).toMatchObject(HEADERS);
    expect(opened()).toBe(before);
  });

  it.each(['CRM', 'nothing', 'system', 'crm.', '%00', '..%2Fsse'])('is not there under the name %s', async (name) => {
    for (const token of [null, crew().admin.token]) {
      const answer = await call(server().url, `GET /api/v1/streams/${name}`, { token });

      expect(verdictOf(answer)).toBe('404 not_found');
    }
  });
});
