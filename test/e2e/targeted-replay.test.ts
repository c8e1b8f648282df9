import { afterAll, describe, expect, it } from '@jest/globals';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import { Door } from '../support/door.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { blockWith } from '../support/raw-streams.ts';
import { idOf, named, sendAs, sendInside, targetedStreams, told, toldBy } from '../support/targeted-streams.ts';
import { sharedServer } from '../support/test-server.ts';

/** More than one page of history. */
const MANY = 250;

describe.each(databaseKinds())('what was sent to a person while he was away, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { SSE_HEARTBEAT_INTERVAL: '100' } });
  const crew = signedInCrew(server);
  const streams = targetedStreams(server);
  const door = new Door();
  afterAll(() => door.shut());
  const send = async (data: unknown, target?: object) => {
    expect((await sendAs(crew().admin, server(), { type: 'note', data, target })).status).toBe(202);
  };
  const toForeman = (data: unknown) => send(data, { userId: server().staff.foreman.id });
  const notes = (stream: RawStream) => named(stream, 'note').map((block) => JSON.parse(block.split('data: ')[1] ?? ''));
  const ended = (stream: RawStream, mark: string) => blockWith(stream, `data: "${mark}"`);

  it.each([
    ['Last-Event-ID', (id: number) => [{}, { lastEventId: id }] as const],
    ['?last_event_id=', (id: number) => [{ last_event_id: id }, {}] as const],
    ['?lastEventId=', (id: number) => [{ lastEventId: id }, {}] as const],
  ])('is told when he names by %s where he stopped: in order, once, and nothing of others', async (way, ask) => {
    const before = await streams.raw(crew().foreman);
    await toForeman('read before');
    const from = idOf(await ended(before, 'read before'));
    before.destroy();
    for (const n of [1, 2, 3]) {
      await toForeman(n);
      await send(`to another ${n}`, { userId: server().staff.foreman2.id });
      await send(`to all ${n}`);
      await send(`to one device ${n}`, { userId: server().staff.foreman.id, role: 'foreman' });
    }
    await toForeman(`end of ${way}`);

    const back = await streams.raw(crew().foreman, ...ask(from));
    await ended(back, `end of ${way}`);
    await toForeman('live');
    await ended(back, 'live');

    const ids = named(back, 'note').map(idOf);
    expect(notes(back)).toEqual([1, 2, 3, `end of ${way}`, 'live']);
    expect(idOf(named(back, 'connected')[0])).toBe(from);
    expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other));
    expect(ids[0]).toBeGreaterThan(from);
    expect(back.text).not.toContain('system.resync');
  });

  it('comes once for each, in order, while more is being sent', async () => {
    const { id } = server().staff.foreman;
    const from = idOf(named(await streams.raw(crew().foreman), 'connected')[0]);
    const tell = async (first: number) => {
      for (let n = first; n < first + MANY; n++) await sendInside(server(), { userId: id }, 'note', n);
    };
    await tell(0);

    const meanwhile = tell(MANY);
    const backs = await Promise.all([1, 2, 3].map(() => streams.raw(crew().foreman, {}, { lastEventId: from })));
    await meanwhile;
    await toForeman('end of many');
    await Promise.all(backs.map((back) => ended(back, 'end of many')));

    const all = [...Array.from({ length: 2 * MANY }, (_, n) => n), 'end of many'];
    for (const back of backs) expect(notes(back)).toEqual(all);
  });

  it('comes to an EventSource by itself when its line was cut', async () => {
    await door.open(server().url);
    const reader = await streams.listen(crew().foreman, { clientId: 'cut' }, door.url);
    await toForeman('before the cut');
    await told(reader, 'before the cut');

    await door.shut();
    await reader.broken();
    for (const n of [1, 2, 3]) await toForeman(`in the dark ${n}`);
    await door.open(server().url);
    await told(reader, 'in the dark 3');

    expect(toldBy(reader)).toEqual(['before the cut', 'in the dark 1', 'in the dark 2', 'in the dark 3']);
    expect(toldBy(reader, 'connected')).toHaveLength(2);
    expect(toldBy(reader, 'system.resync')).toEqual([]);
  });

  it('is all that is kept, to whoever starts from 0', async () => {
    const first = await streams.raw(crew().foreman2, {}, { lastEventId: 0 });
    await send('end from 0', { userId: server().staff.foreman2.id });
    await ended(first, 'end from 0');

    const again = await streams.raw(crew().foreman2, {}, { lastEventId: 0 });
    await ended(again, 'end from 0');

    expect(notes(again)).toEqual(notes(first));
    expect(notes(again).length).toBeGreaterThan(1);
    expect(notes(again).every((note: string) => /^to another|^end from 0/.test(note))).toBe(true);
  });

  it('is told to an admin who listens for him, and not to the admin himself', async () => {
    const from = idOf(named(await streams.raw(crew().admin), 'connected')[0]);
    await toForeman('for the shadow');

    const shadow = await streams.raw(crew().admin, { userId: server().staff.foreman.id }, { lastEventId: from });
    const own = await streams.raw(crew().admin, {}, { lastEventId: from });
    await ended(shadow, 'for the shadow');
    await send('own', { userId: server().staff.admin.id });
    await ended(own, 'own');

    expect(notes(shadow)).toEqual(['for the shadow']);
    expect(notes(own)).toEqual(['own']);
  });
});
