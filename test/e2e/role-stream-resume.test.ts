import { beforeAll, describe, expect, it } from '@jest/globals';
import { LogPool } from '../../src/infrastructure/event-log/log-pool.ts';
import { anItem, aProject } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { changes, openStreams, said } from '../support/streams.ts';
import { sharedServer } from '../support/test-server.ts';

const JUNK = ['x', '-1', '+1', '1.5', '1e3', '0x1', 'null', 'NaN', '1 2', "1'--", '9'.repeat(15), '9'.repeat(400)];

describe.each(databaseKinds())('resuming the role stream, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { SSE_KEEPALIVE_INTERVAL: '100', SSE_MAX_CONNECTIONS_PER_USER: '0' } });
  const crew = signedInCrew(server);
  const streams = openStreams(server);
  const positionOf = (stream: RawStream) => said(stream.blocks[1] ?? '').id;
  const path = (query: string) => ({ path: `/api/v1/sse/events?${query}` });
  const marked = async (stream: RawStream, marker: string) => {
    await stream.until(() => changes(stream).some((block) => block.includes(marker)));
    return changes(stream);
  };
  let projectId: number;
  beforeAll(async () => {
    projectId = (await aProject(crew().manager, [server().staff.foreman.id])).id;
    for (const name of ['Первый', 'Второй', 'Третий']) {
      await crew().manager.patch(`/projects/${projectId}`, { name }).expect(200);
    }
  });

  it.each(['manager', 'foreman'] as const)(
    'replays to a %s what he would have heard live, to the byte',
    async (who) => {
      const live = await streams.raw(crew()[who]);
      const from = positionOf(live);
      for (let n = 0; n < 3; n++) {
        const wanted = { project_id: projectId, items: [anItem] };
        const { body } = await crew().foreman.post('/estimates', wanted).expect(201);
        await crew().foreman.post(`/estimates/${body.id}/submit`).expect(200);
        if (n === 0) await crew().manager.delete(`/estimates/${body.id}`).expect(204);
      }
      await crew()
        .manager.patch(`/projects/${projectId}`, { name: `Последний ${who}` })
        .expect(200);
      const heard = await marked(live, `Последний ${who}`);

      const replayed = await marked(await streams.resume(crew()[who], from), `Последний ${who}`);

      expect(heard).toHaveLength(8);
      expect(replayed).toEqual(heard);
      const ids = heard.map((block) => said(block).id);
      expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other));
      expect(ids[0]).toBeGreaterThan(from);
    },
  );

  /** What each way of asking names: `recent` comes after `old`. */
  const WAYS: [string, (old: number, recent: number) => { query: string; header?: string }][] = [
    ['the header', (_old, recent) => ({ query: '', header: `${recent}` })],
    ['?last_event_id=', (_old, recent) => ({ query: `last_event_id=${recent}` })],
    ['?lastEventId=', (_old, recent) => ({ query: `lastEventId=${recent}` })],
    [
      'the header before both',
      (old, recent) => {
        return { query: `last_event_id=${old}&lastEventId=${old}`, header: `${recent}` };
      },
    ],
    ['one spelling before the other', (old, recent) => ({ query: `last_event_id=${recent}&lastEventId=${old}` })],
    ['leading zeros', (_old, recent) => ({ query: '', header: `000${recent}` })],
    ['a parameter, where the header is empty', (_old, recent) => ({ query: `last_event_id=${recent}`, header: '' })],
    [
      'the second spelling, where the first is empty',
      (_old, recent) => ({ query: `last_event_id=&lastEventId=${recent}` }),
    ],
  ];
  it.each(WAYS)('goes on after the position that is named by %s', async (_what, ask) => {
    const all = await marked(await streams.resume(crew().manager, 0), 'Третий');
    const named = (name: string) => said(all.find((block) => block.includes(name)) ?? '').id;
    const [old, recent, third] = [named('Первый'), named('Второй'), named('Третий')];
    const { query, header } = ask(old, recent);

    const stream = await streams.raw(crew().manager, {
      ...path(query),
      ...(header === undefined ? {} : { headers: { 'Last-Event-ID': header } }),
    });

    expect(positionOf(stream)).toBe(recent);
    const [next] = await marked(stream, 'Третий');
    expect(said(next ?? '').id).toBe(third);
  });

  it('goes back to the oldest kept event from 0, and says that it does', async () => {
    const stream = await streams.resume(crew().manager, 0);

    const [first] = await marked(stream, 'project.created');

    expect(positionOf(stream)).toBe(0);
    expect(said(first ?? '').data).toMatchObject({ project_id: projectId, version: 1 });
    expect(stream.text).not.toContain('system.resync');
  });

  it.each(JUNK)('from %j tells the client to fetch anew, right after it is connected, and goes on live', async (id) => {
    const stream = await streams.resume(crew().manager, id);
    const resync = said(await stream.block('system.resync'));

    expect(stream.head.status).toBe(200);
    expect(stream.blocks[2]).toBe(await stream.block('system.resync'));
    const { oldest, newest } = resync.data;
    expect(JSON.stringify(resync.data)).toBe(JSON.stringify({ reason: 'unknown', oldest, newest }));
    expect(newest).toBeGreaterThanOrEqual(oldest);
    expect(resync.id).toBe(positionOf(stream));
    expect(resync.id).toBeGreaterThanOrEqual(newest);
    await crew().manager.patch(`/projects/${projectId}`, { name: 'Дальше' }).expect(200);
    const [next] = await marked(stream, 'Дальше');
    expect(said(next ?? '').id).toBeGreaterThan(resync.id);
  });

  it('from two positions at once, which are none, tells the client to fetch anew', async () => {
    const stream = await streams.raw(crew().manager, path('last_event_id=0&last_event_id=1'));

    expect(said(await stream.block('system.resync')).data.reason).toBe('unknown');
  });

  it('says keepalive with a position from which nothing is missed', async () => {
    const quiet = await streams.raw(crew().foreman2);
    const { body: others } = await crew().manager.post('/projects', { name: 'Чужой' }).expect(201);
    const [news] = await marked(await streams.resume(crew().manager, positionOf(quiet)), 'Чужой');
    const reached = () => quiet.blocks.slice(2).find((block) => said(block).id >= said(news ?? '').id);
    await quiet.until(() => reached() !== undefined);
    const beat = reached() ?? '';
    quiet.destroy();

    const name = 'Пока его не было';
    await crew().manager.patch(`/projects/${others.id}`, { name, foreman_ids: [server().staff.foreman2.id] });
    const back = await streams.resume(crew().foreman2, said(beat).id);

    expect(beat).toMatch(/^id: \d+\ndata: \{"event":"keepalive","timestamp":\d{10}\}$/);
    expect((await marked(back, name)).map((block) => said(block).event)).toEqual(['project.updated']);
    expect(back.text).not.toContain('system.resync');
    expect(quiet.text).not.toContain('Чужой');
  });

  it('from before the kept history says that it is gone, and from 0 begins with what is left', async () => {
    const kept = await streams.raw(crew().manager);
    const [old, sweptTo] = [positionOf(kept) - 1, positionOf(kept)];
    const pool = server().container.resolve<LogPool>(LogPool);
    await pool.query('DELETE FROM event_log WHERE position <= $1', [sweptTo]);
    await pool.query('UPDATE event_log_horizon SET swept_to = $1', [sweptTo]);
    await crew().manager.patch(`/projects/${projectId}`, { name: 'Новое время' }).expect(200);
    const [first] = await marked(kept, 'Новое время');

    const expired = await streams.resume(crew().manager, old);
    const fromZero = await streams.resume(crew().manager, 0);

    const { data } = said(await expired.block('system.resync'));
    expect(data).toEqual({ reason: 'expired', oldest: said(first ?? '').id, newest: said(first ?? '').id });
    expect((await marked(fromZero, 'Новое время'))[0]).toBe(first);
    expect(fromZero.text).not.toContain('system.resync');
  });
});
