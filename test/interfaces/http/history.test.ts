import { describe, expect, it } from '@jest/globals';
import { anItem, aProject } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { expectProblem } from '../../support/problems.ts';
import { sharedServer } from '../../support/test-server.ts';

describe('the history of an estimate', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);

  it('tells its events newest first, who did them, and why it was rejected', async () => {
    const { foreman, manager } = server().staff;
    const { id: project_id } = await aProject(crew().manager, [foreman.id]);
    const { body: estimate } = await crew()
      .foreman.post('/estimates', { project_id, items: [anItem] })
      .expect(201);
    const path = `/estimates/${estimate.id}`;
    await crew().foreman.post(`${path}/submit`).expect(200);
    await crew().manager.post(`${path}/reject`, { reason: 'Дорого' }).expect(200);
    await crew().foreman.patch(path, { comment: 'Дешевле нельзя' }).expect(200);

    const { body, headers } = await crew().foreman.get(`${path}/history`).expect(200);

    const told = body.items.map(
      (item: { event: string; actor_name: string; reason: string; data: { version: number } }) => [
        item.event,
        item.data.version,
        item.actor_name,
        item.reason,
      ],
    );
    expect(told).toEqual([
      ['estimate.updated', 4, foreman.name, null],
      ['estimate.updated', 3, manager.name, 'Дорого'],
      ['estimate.updated', 2, foreman.name, null],
      ['estimate.created', 1, foreman.name, null],
    ]);
    expect(body.next_cursor).toBeNull();
    expect(Number(headers['x-stream-position'])).toBeGreaterThan(0);
  });

  it('comes in parts', async () => {
    const { id: project_id } = await aProject(crew().manager, [server().staff.foreman.id]);
    const { body: estimate } = await crew().foreman.post('/estimates', { project_id }).expect(201);
    for (const comment of ['1', '2']) await crew().foreman.patch(`/estimates/${estimate.id}`, { comment }).expect(200);

    const { body: first } = await crew().manager.get(`/estimates/${estimate.id}/history?limit=2`).expect(200);
    const cursor = encodeURIComponent(first.next_cursor);
    const { body: rest } = await crew()
      .manager.get(`/estimates/${estimate.id}/history?limit=2&cursor=${cursor}`)
      .expect(200);

    const versions = [...first.items, ...rest.items].map(({ data }: { data: { version: number } }) => data.version);
    expect(versions).toEqual([3, 2, 1]);
    expect(rest.next_cursor).toBeNull();
  });

  it('is for whoever may see the estimate', async () => {
    const { id: project_id } = await aProject(crew().manager, [server().staff.foreman.id, server().staff.foreman2.id]);
    const { body: estimate } = await crew().foreman.post('/estimates', { project_id }).expect(201);

    expectProblem(await crew().foreman2.get(`/estimates/${estimate.id}/history`), 404, 'not_found');
    expectProblem(await crew().manager.get('/estimates/999999/history'), 404, 'not_found');
  });
});
