import { describe, expect, it } from '@jest/globals';
import { EventLog } from '../../src/usecases/ports/event-log.ts';
import { anItem, aProject } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import { GatedLog } from '../support/gated-log.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { changes, openStreams, said } from '../support/streams.ts';
import { sharedServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

/** Promised within one second; five times that is hanging. */
const PROMISED_MS = 1_000;
/** More than a page of history. */
const CHANGES = 130;

describe.each(databaseKinds())('a foreman from whom things are taken, on %s', (kind) => {
  let log: GatedLog;
  const server = sharedServer({
    kind,
    arrange: (container) => {
      log = new GatedLog(container.resolve<EventLog>(EventLog));
      container.register<EventLog>(EventLog, { useValue: log });
    },
  });
  const crew = signedInCrew(server);
  const streams = openStreams(server);
  const both = () => [server().staff.foreman.id, server().staff.foreman2.id];
  const about = (stream: RawStream, id: number) =>
    changes(stream)
      .map(said)
      .filter(({ data }) => data.estimate_id === id)
      .map(({ event, data }) => `${event} ${data.version ?? ''}`.trim());
  /** His, with a history of its own, and where that begins. */
  const anEstimate = async (projectId: number) => {
    const wanted = { project_id: projectId, foreman_id: server().staff.foreman.id, items: [anItem] };
    return (await crew().manager.post('/estimates', wanted).expect(201)).body.id as number;
  };
  const move = (id: number) =>
    crew().manager.patch(`/estimates/${id}`, { foreman_id: server().staff.foreman2.id }).expect(200);
  const touch = (id: number, comment: string) => crew().manager.patch(`/estimates/${id}`, { comment }).expect(200);
  const settle = async (stream: RawStream) => {
    const { id } = await aProject(crew().manager, both(), 'Конец');
    await stream.until(() => stream.has(`{"project_id":${id},`));
  };

  it('is told so in time, and no more of them', async () => {
    const { id: projectId } = await aProject(crew().manager, both());
    const id = await anEstimate(projectId);
    const live = await streams.raw(crew().foreman);
    const began = performance.now();

    await move(id);
    await live.block('estimate.unassigned');
    const moved = performance.now() - began;
    await crew()
      .manager.patch(`/projects/${projectId}`, { foreman_ids: [server().staff.foreman2.id] })
      .expect(200);
    await live.block('project.unassigned');
    await touch(id, 'тайна');
    await crew().manager.patch(`/projects/${projectId}`, { address: 'тайна' }).expect(200);
    await settle(live);

    console.log(`an estimate moved: told after ${moved.toFixed(0)} ms (promised: ${PROMISED_MS})`);
    expect(moved).toBeLessThan(5 * PROMISED_MS);
    expect(changes(live).map((block) => said(block).event)).toEqual([
      'estimate.unassigned',
      'project.unassigned',
      'project.created',
    ]);
  });

  it('while he reads what he missed, reads none of it from then on', async () => {
    const { id: projectId } = await aProject(crew().manager, both());
    const live = await streams.raw(crew().foreman);
    const from = said(live.blocks.at(-1) ?? '').id;
    const [kept, moved] = [await anEstimate(projectId), await anEstimate(projectId)];
    for (let n = 0; n < CHANGES / 2; n++) {
      await touch(kept, `${n}`);
      await touch(moved, `${n}`);
    }
    await live.until(() => changes(live).length === 2 + CHANGES); // nothing is held for him beside what he reads
    const pages = log.pages;
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    log.gate = (when) => (when === 'read' && log.pages > pages ? held : Promise.resolve());

    const stream = await streams.resume(crew().foreman, from);
    await until(() => log.pages > pages);
    await move(moved);
    await touch(moved, 'тайна');
    goOn();
    await settle(stream);

    const [first, last] = [about(stream, moved).length - 1, about(stream, moved).at(-1)];
    expect(about(stream, kept)).toHaveLength(1 + CHANGES / 2);
    expect(last).toBe('estimate.unassigned');
    expect(first).toBeLessThanOrEqual(50); // of the page that was read while it was his
    expect(stream.text).not.toContain(`"foreman_id":${server().staff.foreman2.id},"foreman_name"`);
  });

  it('while he is slow and is caught up, reads none of it from then on', async () => {
    const { id: projectId } = await aProject(crew().manager, both());
    const stream = await streams.raw(crew().foreman);
    const id = await anEstimate(projectId);
    await stream.block('estimate.created');
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    log.gate = (when) => (when === 'read' ? held : Promise.resolve());
    const behind = await streams.resume(crew().foreman, said(stream.blocks.at(-1) ?? '').id - 1);

    for (let n = 0; n < CHANGES; n++) await touch(id, `${n}`); // more than is held for him beside what he reads
    await move(id);
    await touch(id, 'тайна');
    goOn();
    await settle(behind);

    expect(about(behind, id)).toEqual(['estimate.unassigned']);
    expect(about(stream, id)).toHaveLength(1 + CHANGES + 1); // one who was quick heard all that was his then
  });
});
