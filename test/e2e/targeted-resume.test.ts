import { describe, expect, it } from '@jest/globals';
import { aProject } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { blockWith } from '../support/raw-streams.ts';
import { idOf, named, sendAs, targetedStreams } from '../support/targeted-streams.ts';
import { sharedServer } from '../support/test-server.ts';

describe.each(databaseKinds())('what was sent to a person who comes back, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { SSE_HEARTBEAT_INTERVAL: '100' } });
  const crew = signedInCrew(server);
  const streams = targetedStreams(server);
  const send = async (data: unknown, target?: object) => {
    expect((await sendAs(crew().admin, server(), { type: 'note', data, target })).status).toBe(202);
  };
  const toForeman = (data: unknown) => send(data, { userId: server().staff.foreman.id });
  const notes = (stream: RawStream) => named(stream, 'note').map((block) => JSON.parse(block.split('data: ')[1] ?? ''));
  const ended = (stream: RawStream, mark: string) => blockWith(stream, `data: "${mark}"`);

  it.each([
    ['a word', 'x'],
    ['a negative number', '-1'],
    ['a position to come', '9'.repeat(15)],
    ['endless digits', '9'.repeat(400)],
  ])('can not be told from %s: he is to fetch anew', async (_what, id) => {
    const stream = await streams.raw(crew().foreman, {}, { lastEventId: id });
    const resync = await blockWith(stream, 'event: system.resync');
    await toForeman(`on from ${id}`);
    const next = await ended(stream, `on from ${id}`);

    const { oldest, newest } = JSON.parse(resync.split('data: ')[1] ?? '');
    expect(stream.head.status).toBe(200);
    expect(stream.blocks.slice(1, 3)).toEqual([named(stream, 'connected')[0], resync]);
    const present = idOf(named(stream, 'connected')[0]);
    expect(resync).toBe(
      `event: system.resync\nid: ${present}\ndata: {"reason":"unknown","oldest":${oldest},"newest":${newest}}`,
    );
    expect(present).toBeGreaterThanOrEqual(newest);
    expect(notes(stream)).toEqual([`on from ${id}`]);
    expect(idOf(next)).toBeGreaterThan(newest);
  });

  it('is told after a heartbeat as well as after an event', async () => {
    const quiet = await streams.raw(crew().foreman);
    const other = await streams.raw(crew().foreman2);
    await send('of another', { userId: server().staff.foreman2.id });
    const moved = idOf(await ended(other, 'of another'));
    const reached = () => named(quiet, 'heartbeat').find((block) => idOf(block) >= moved);
    await quiet.until(() => reached() !== undefined);
    quiet.destroy();
    await toForeman('after the heartbeat');

    const back = await streams.raw(crew().foreman, {}, { lastEventId: idOf(reached()) });
    await ended(back, 'after the heartbeat');

    expect(reached()).toMatch(/^event: heartbeat\nid: \d+\ndata: \{"timestamp":"[\dT:.-]+Z"\}$/);
    expect(notes(back)).toEqual(['after the heartbeat']);
    expect(back.text).not.toContain('system.resync');
    expect(notes(quiet)).toEqual([]);
  });

  it('is not on the role stream, nor what is there here', async () => {
    await toForeman('only here');
    const { body } = await crew().admin.get('/events?after=0&limit=200').expect(200);
    await aProject(crew().manager, [server().staff.foreman.id]);
    const stream = await streams.raw(crew().foreman, {}, { lastEventId: 0 });
    await toForeman('end of all');
    await ended(stream, 'end of all');

    expect(JSON.stringify(body)).not.toContain('only here');
    expect(stream.text).not.toContain('project');
  });
});
