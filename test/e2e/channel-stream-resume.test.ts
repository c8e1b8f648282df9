import { describe, expect, it } from '@jest/globals';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { blockWith, rawStreams } from '../support/raw-streams.ts';
import { hears, idsOf, news, relayedOf, relayingServer } from '../support/relaying-server.ts';

const CRM = '/api/v1/streams/crm';
const TAIL = 1_000;
const LIVE = 400;

describe.each(databaseKinds())('resuming a channel, on %s', (kind) => {
  const { server, crm } = relayingServer({ kind });
  const crew = signedInCrew(server);
  const open = rawStreams(server);
  const office = (query = '', lastEventId?: string) => {
    const resume = lastEventId === undefined ? {} : { lastEventId };
    return open(`${CRM}${query}`, { token: crew().admin.token, ...resume });
  };
  /** Says these, and resolves when somebody heard the last: then all are kept. */
  const say = async (ids: readonly string[], witness?: RawStream) => {
    const stream = witness ?? (await office());
    if (!witness) await blockWith(stream, 'heartbeat');
    crm().send(ids.map((id) => news(id)).join(''));
    await hears(stream, ids.at(-1) ?? '');
    return stream;
  };

  const WAYS: [string, string, string | undefined][] = [
    ['the header', '', 'b'],
    ['?last_event_id=', '?last_event_id=b', undefined],
    ['?lastEventId=', '?lastEventId=b', undefined],
    ['the header before both', '?last_event_id=a&lastEventId=a', 'b'],
    ['one spelling before the other', '?last_event_id=b&lastEventId=a', undefined],
    ['a parameter, where the header is empty', '?last_event_id=b', ''],
  ];
  it.each(WAYS)('gives what came behind the id that is named by %s, and nothing else', async (_what, query, header) => {
    await say(['a', 'b', 'c', 'd']);

    const stream = await office(query, header);
    await say(['e'], stream);

    expect(idsOf(stream)).toEqual(['c', 'd', 'e']);
    expect(relayedOf(stream)[0]).toBe(news('c').slice(0, -2));
    expect(stream.blocks[0]).toMatch(/^event: heartbeat\ndata: /);
    expect(stream.text).not.toContain('system.resync');
  });

  it('gives nothing to somebody who missed nothing, and nothing old to somebody new', async () => {
    await say(['f', 'g']);

    const [up, fresh] = [await office('', 'g'), await office()];
    await Promise.all([up, fresh].map((stream) => blockWith(stream, 'heartbeat')));
    await say(['h'], up);
    await hears(fresh, 'h');

    expect([idsOf(up), idsOf(fresh)]).toEqual([['h'], ['h']]);
  });

  it.each([
    ['Cyrillic', 'ид-1'],
    ['a picture', '🏗'],
    ['a time', 'crm/2026-11-25T10:00:00+03:00'],
    ['a blank', 'a b'],
    ['signs of SQL', `"'\\;--`],
    ['zero', '0'],
    ['a number like a position', '4711'],
    ['two thousand letters', 'x'.repeat(2_000)],
  ])('knows again an id that is %s, in the header as UTF-8 or in the address', async (_what, id) => {
    await say([id, 'behind']);

    const streams = [await office('', id), await office(`?last_event_id=${encodeURIComponent(id)}`)];
    await say([`${id}-next`], streams[0]);
    await Promise.all(streams.map((stream) => hears(stream, `${id}-next`)));

    for (const stream of streams) expect(idsOf(stream)).toEqual(['behind', `${id}-next`]);
  });

  it('gives again what had no id of its own: the client could not say that he had it', async () => {
    const stream = await say(['i']);
    crm().send('event: deal\ndata: nameless\n\n');
    await blockWith(stream, 'nameless');

    const back = await office('', 'i');
    await say(['j'], back);

    expect(relayedOf(back)).toEqual(['event: deal\ndata: nameless', news('j').slice(0, -2)]);
  });

  it('misses nothing and doubles nothing for those who come while the source goes on speaking', async () => {
    const witness = await say(['live-0']);
    const came: { from: number; stream: RawStream }[] = [];

    for (let n = 1; n <= LIVE; n++) {
      crm().send(news(`live-${n}`));
      if (n % 50 !== 10) continue;
      await hears(witness, `live-${n}`);
      const from = Math.max(0, n - 40);
      const token = crew()[n % 100 === 10 ? 'admin' : 'manager'].token;
      const opening = open(CRM, { token, lastEventId: `live-${from}` });
      for (let more = 0; more < 5; more++) crm().send(news(`live-${++n}`)); // while it opens
      came.push({ from, stream: await opening });
    }
    await Promise.all(came.map(({ stream }) => hears(stream, `live-${LIVE}`)));

    expect(came).toHaveLength(8);
    for (const { from, stream } of came) {
      expect(idsOf(stream)).toEqual(Array.from({ length: LIVE - from }, (_, n) => `live-${from + 1 + n}`));
    }
  });

  it('gives all that is kept, at most a thousand, to somebody whose id is not, and tells him first', async () => {
    const witness = await say(['old']);
    const all = Array.from({ length: TAIL + 100 }, (_, n) => `t-${n}`);
    for (let n = 0; n < all.length; n += 100) await say(all.slice(n, n + 100), witness);

    const [forgotten, never] = [await office('', 'old'), await office('?lastEventId=never')];
    await Promise.all([forgotten, never].map((stream) => hears(stream, all.at(-1) ?? '')));
    await say(['after all'], forgotten);
    await hears(never, 'after all');

    for (const stream of [forgotten, never]) {
      expect(stream.blocks[0]).toMatch(/^event: heartbeat\n/);
      expect(stream.blocks[1]).toBe('event: system.resync\ndata: {"reason":"unknown"}');
      const ids = idsOf(stream);
      expect(ids.at(-1)).toBe('after all');
      expect(ids.slice(0, -1)).toEqual(all.slice(-TAIL));
    }
  });
});
