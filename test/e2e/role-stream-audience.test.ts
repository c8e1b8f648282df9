import { beforeAll, describe, expect, it } from '@jest/globals';
import { anItem, aProject } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { changes, openStreams, type Said, said } from '../support/streams.ts';
import { sharedServer } from '../support/test-server.ts';

const LOSSES = ['estimate.unassigned', 'project.unassigned'];

describe.each(databaseKinds())('who hears what on the role stream, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { SSE_MAX_CONNECTIONS_PER_USER: '0' } });
  const crew = signedInCrew(server);
  const streams = openStreams(server);
  const names = (stream: RawStream) => changes(stream).map((block) => said(block).event);
  let both: number[];
  beforeAll(() => {
    both = [server().staff.foreman.id, server().staff.foreman2.id];
  });
  /** A change that all these streams hear, so that whatever came before it has come. */
  const settle = async (...all: RawStream[]) => {
    const { id } = await aProject(crew().manager, both, 'Конец');
    for (const stream of all) await stream.until(() => stream.text.includes(`{"project_id":${id},`));
  };
  const newEstimate = async (project_id: number, foreman_id: number) =>
    (
      await crew()
        .manager.post('/estimates', { project_id, foreman_id, items: [anItem] })
        .expect(201)
    ).body;

  it('is one event for each change, and none for one that was refused', async () => {
    const { id: projectId } = await aProject(crew().manager, both);
    const [office, desk] = [await streams.raw(crew().manager), await streams.raw(crew().admin)];
    const { foreman, manager } = crew();

    const { body } = await foreman.post('/estimates', { project_id: projectId, items: [anItem, anItem] }).expect(201);
    const path = `/estimates/${body.id}`;
    await foreman.patch(path, { items: [anItem], comment: 'а', number: `С-${kind}` }).expect(200);
    await foreman.patch(path, { number: '' }).expect(422);
    await foreman.patch(path, { comment: 'б' }).set('If-Match', '"1"').expect(412);
    await foreman.post('/estimates', { project_id: projectId, number: `С-${kind}` }).expect(409);
    await foreman.post(`${path}/submit`).expect(200);
    await foreman.post(`${path}/submit`).expect(409);
    await manager.post(`${path}/reject`, { reason: 'Дорого' }).expect(200);
    await manager.patch(`/projects/${projectId}`, { name: 'Дом', foreman_ids: both }).expect(200);
    await manager.delete(`/projects/${projectId}`).expect(409);
    await manager.delete(path).expect(204);
    await manager.delete(`/projects/${projectId}`).expect(204);
    await settle(office, desk);

    const estimate = ['created', 'updated', 'updated', 'updated'].map((what) => `estimate.${what}`);
    const rest = ['project.updated', 'estimate.deleted', 'project.deleted', 'project.created'];
    expect(names(office)).toEqual([...estimate, ...rest]);
    expect(changes(desk)).toEqual(changes(office));
    expect(changes(office).map((block) => said(block).data.version)).toEqual([1, 2, 3, 4, 2, 4, 2, 1]);
  });

  it('is told to all devices of a user alike', async () => {
    const { id } = await aProject(crew().manager, both);
    const devices = await Promise.all([streams.raw(crew().foreman), streams.raw(crew().foreman)]);

    await newEstimate(id, server().staff.foreman.id);
    await settle(...devices);

    const [phone, tablet] = devices;
    expect(changes(phone as RawStream)).toHaveLength(2);
    expect(changes(tablet as RawStream)).toEqual(changes(phone as RawStream));
  });

  it("is never another foreman's, live or replayed", async () => {
    const { foreman, foreman2 } = server().staff;
    const isHis = ({ event, data }: Said) =>
      LOSSES.includes(event) || data.foreman_id === foreman2.id || data.foreman_ids?.includes(foreman2.id);
    const live = await streams.raw(crew().foreman2);

    const his = await aProject(crew().manager, [foreman2.id]);
    const shared = await aProject(crew().manager, both);
    const { id: strange } = await aProject(crew().manager, [foreman.id], 'Чужой');
    for (const id of [strange, shared.id]) {
      const { id: estimate } = await newEstimate(id, foreman.id);
      await crew().foreman.patch(`/estimates/${estimate}`, { comment: 'тайна' }).expect(200);
      await crew().foreman.post(`/estimates/${estimate}/submit`).expect(200);
      await crew().manager.delete(`/estimates/${estimate}`).expect(204);
    }
    await crew().manager.patch(`/projects/${strange}`, { address: 'тайна' }).expect(200);
    await crew().manager.delete(`/projects/${strange}`).expect(204);
    await newEstimate(his.id, foreman2.id);
    await settle(live);
    const replay = await streams.resume(crew().foreman2, 0);
    await replay.until(() => replay.text.includes(changes(live).at(-1) ?? '-'));

    expect(names(live)).toEqual(['project.created', 'project.created', 'estimate.created', 'project.created']);
    expect(changes(replay).length).toBeGreaterThanOrEqual(changes(live).length);
    for (const block of [...changes(live), ...changes(replay)])
      expect([block, isHis(said(block))]).toEqual([block, true]);
  });

  it('is the news of a loss for whoever loses a project, and nothing after', async () => {
    const [foreman, foreman2] = both;
    const { id } = await aProject(crew().manager, [foreman as number], 'Уходит');
    const [office, loser, winner] = [
      await streams.raw(crew().manager),
      await streams.raw(crew().foreman),
      await streams.raw(crew().foreman2),
    ];

    await crew()
      .manager.patch(`/projects/${id}`, { foreman_ids: [foreman2] })
      .expect(200);
    await crew().manager.patch(`/projects/${id}`, { address: 'дальше' }).expect(200);
    await settle(office, loser, winner);

    expect(names(loser)).toEqual(['project.unassigned', 'project.created']);
    expect(changes(loser)[0]).toMatch(
      `data: {"event":"project.unassigned","data":{"project_id":${id},"project_name":"Уходит"},"timestamp":`,
    );
    for (const stream of [office, winner]) {
      expect(names(stream)).toEqual(['project.updated', 'project.updated', 'project.created']);
    }
  });

  it('is the news of a loss for whoever loses an estimate, also when he hears of it later', async () => {
    const [foreman, foreman2] = both as [number, number];
    const { id: projectId } = await aProject(crew().manager, both);
    const [office, loser, winner] = [
      await streams.raw(crew().manager),
      await streams.raw(crew().foreman),
      await streams.raw(crew().foreman2),
    ];
    const from = said(loser.blocks[1] ?? '').id;

    const { id, number } = await newEstimate(projectId, foreman);
    await crew().manager.patch(`/estimates/${id}`, { foreman_id: foreman2, comment: 'вам' }).expect(200);
    await crew().foreman2.patch(`/estimates/${id}`, { comment: 'принял' }).expect(200);
    await settle(office, loser, winner);
    const replay = await streams.resume(crew().foreman, from);
    await replay.until(() => replay.text.includes(changes(loser).at(-1) ?? '-'));

    const loss = { event: 'estimate.unassigned', data: { estimate_id: id, estimate_number: number } };
    expect(names(loser)).toEqual(['estimate.created', 'estimate.unassigned', 'project.created']);
    expect(changes(loser)[1]).toContain(`data: ${JSON.stringify(loss).slice(0, -1)},"timestamp":`);
    expect(changes(replay)).toEqual(changes(loser).slice(1));
    expect(names(winner)).toEqual(['estimate.updated', 'estimate.updated', 'project.created']);
    expect(names(office)).toEqual(['estimate.created', 'estimate.updated', 'estimate.updated', 'project.created']);
  });
});
