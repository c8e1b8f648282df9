import { describe, expect, it } from '@jest/globals';
import { anItem, aProject } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { expectProblem } from '../../support/problems.ts';
import { sharedServer } from '../../support/test-server.ts';

const NO_SUCH_ID = 999_999;

describe('the rights to an estimate', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const inProject = (foremanIds: number[]) => aProject(crew().manager, foremanIds);
  const his = async () => {
    const { id: project_id } = await inProject([server().staff.foreman.id]);
    return (
      await crew()
        .foreman.post('/estimates', { project_id, items: [anItem] })
        .expect(201)
    ).body;
  };

  it('are none for another foreman: to him it is not there', async () => {
    const { id } = await his();
    const stranger = crew().foreman2;

    const refused = [
      await stranger.get(`/estimates/${id}`),
      await stranger.patch(`/estimates/${id}`, { comment: 'моя' }),
      await stranger.delete(`/estimates/${id}`),
      await stranger.post(`/estimates/${id}/submit`),
    ];

    for (const response of refused) expectProblem(response, 404, 'not_found');
    const { body } = await stranger.get('/estimates').expect(200);
    expect(body.items).toEqual([]);
  });

  it('do not reach into projects that a foreman is not assigned to', async () => {
    const { id: project_id } = await inProject([server().staff.foreman2.id]);
    const mine = await his();

    expectProblem(await crew().foreman.post('/estimates', { project_id }), 404, 'not_found');
    expectProblem(await crew().foreman.patch(`/estimates/${mine.id}`, { project_id }), 404, 'not_found');
    for (const client of [crew().foreman, crew().manager]) {
      const body = { project_id: NO_SUCH_ID, foreman_id: server().staff.foreman.id };
      expectProblem(await client.post('/estimates', body), 404, 'not_found');
    }
  });

  it('do not let a foreman make or leave estimates to others', async () => {
    const { foreman, foreman2 } = server().staff;
    const { id: project_id } = await inProject([foreman.id, foreman2.id]);
    const mine = await his();

    const made = await crew().foreman.post('/estimates', { project_id, foreman_id: foreman2.id });
    const given = await crew().foreman.patch(`/estimates/${mine.id}`, { foreman_id: foreman2.id });

    expectProblem(made, 403, 'forbidden');
    expectProblem(given, 403, 'forbidden');
  });

  it('let the office name only foremen of the project', async () => {
    const { foreman, foreman2, manager } = server().staff;
    const { id: project_id } = await inProject([foreman.id]);
    const estimate = await his();
    const name = (foreman_id: number) => [
      crew().manager.post('/estimates', { project_id, foreman_id }),
      crew().manager.patch(`/estimates/${estimate.id}`, { foreman_id }),
    ];

    for (const refused of await Promise.all(name(foreman2.id))) expectProblem(refused, 409, 'not_assigned');
    for (const refused of await Promise.all(name(manager.id))) expectProblem(refused, 404, 'not_found');
    for (const refused of await Promise.all(name(NO_SUCH_ID))) expectProblem(refused, 404, 'not_found');
    const { body } = await crew().manager.get(`/estimates/${estimate.id}`);
    expect(body).toEqual(estimate);
  });

  it('go over to the foreman whom the office moves it to', async () => {
    const { foreman, foreman2 } = server().staff;
    const { id: project_id } = await inProject([foreman.id, foreman2.id]);
    const { body: made } = await crew().foreman.post('/estimates', { project_id }).expect(201);

    const { body } = await crew().manager.patch(`/estimates/${made.id}`, { foreman_id: foreman2.id }).expect(200);

    expect(body).toMatchObject({ foreman_id: foreman2.id, foreman_name: 'Имя foreman2', creator_id: foreman.id });
    expectProblem(await crew().foreman.get(`/estimates/${made.id}`), 404, 'not_found');
    await crew().foreman2.patch(`/estimates/${made.id}`, { comment: 'принял' }).expect(200);
  });

  it('shrink to reading for a foreman who was taken off the project, until he is back', async () => {
    const { foreman } = server().staff;
    const estimate = await his();
    const path = `/estimates/${estimate.id}`;
    await crew().manager.patch(`/projects/${estimate.project_id}`, { foreman_ids: [] }).expect(200);

    const read = await crew().foreman.get(path).expect(200);
    const refused = [
      await crew().foreman.patch(path, { comment: 'ещё' }),
      await crew().foreman.post(`${path}/submit`),
      await crew().foreman.delete(path),
    ];

    expect(read.body).toEqual(estimate);
    for (const response of refused) expectProblem(response, 409, 'not_assigned');
    await crew().manager.patch(path, { comment: 'от офиса' }).expect(200);
    await crew()
      .manager.patch(`/projects/${estimate.project_id}`, { foreman_ids: [foreman.id] })
      .expect(200);
    await crew().foreman.post(`${path}/submit`).expect(200);
  });

  it('are the office’s to move into another project where the foreman works', async () => {
    const { foreman, foreman2 } = server().staff;
    const estimate = await his();
    const [with_him, without] = [await inProject([foreman.id]), await inProject([foreman2.id])];

    const moved = await crew().manager.patch(`/estimates/${estimate.id}`, { project_id: with_him.id });
    const refused = await crew().manager.patch(`/estimates/${estimate.id}`, { project_id: without.id });

    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ project_id: with_him.id, foreman_id: foreman.id });
    expectProblem(refused, 409, 'not_assigned');
  });
});
