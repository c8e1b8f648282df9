import { describe, expect, it } from '@jest/globals';
import { aProject } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { expectProblem } from '../../support/problems.ts';
import { sharedServer } from '../../support/test-server.ts';

const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const NO_SUCH_ID = 999_999;

describe('projects', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);

  it('are made by the office, and read as they were made', async () => {
    const { foreman, foreman2, manager } = server().staff;
    const wanted = { name: 'Дом у реки', address: 'ул. Речная, 1', foreman_ids: [foreman2.id, foreman.id, foreman.id] };

    const made = await crew().manager.post('/projects', wanted);
    const read = await crew().foreman.get(`/projects/${made.body.id}`);

    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.any(Number),
      name: 'Дом у реки',
      address: 'ул. Речная, 1',
      foremen: [
        { id: foreman.id, name: 'Имя foreman' },
        { id: foreman2.id, name: 'Имя foreman2' },
      ],
      creator_id: manager.id,
      creator_name: 'Имя manager',
      version: 1,
      created_at: expect.stringMatching(ISO_UTC),
      updated_at: made.body.created_at,
    });
    expect(read.status).toBe(200);
    expect(read.body).toEqual(made.body);
  });

  it('need a name alone', async () => {
    const { status, body } = await crew().admin.post('/projects', { name: 'Склад' });

    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Склад', address: '', foremen: [] });
  });

  it('keep what a change does not name', async () => {
    const { foreman } = server().staff;
    const { id, created_at } = await aProject(crew().manager, [foreman.id]);

    const { status, body } = await crew().admin.patch(`/projects/${id}`, { address: 'пер. Новый, 2' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Дом у реки', address: 'пер. Новый, 2', version: 2, created_at });
    expect(body.foremen).toEqual([{ id: foreman.id, name: 'Имя foreman' }]);
    expect(body.updated_at > created_at).toBe(true);
  });

  it('get the foremen that a change names, in place of those before', async () => {
    const { foreman, foreman2 } = server().staff;
    const { id } = await aProject(crew().manager, [foreman.id]);

    const replaced = await crew().manager.patch(`/projects/${id}`, { foreman_ids: [foreman2.id] });
    const emptied = await crew().manager.patch(`/projects/${id}`, { foreman_ids: [] });

    expect(replaced.body.foremen).toEqual([{ id: foreman2.id, name: 'Имя foreman2' }]);
    expect(emptied.body.foremen).toEqual([]);
  });

  it('are deleted without a word, and are not there any more', async () => {
    const { id } = await aProject(crew().manager, [server().staff.foreman.id]);

    const deleted = await crew().manager.delete(`/projects/${id}`);

    expect(deleted.status).toBe(204);
    expect(deleted.text).toBe('');
    expectProblem(await crew().manager.get(`/projects/${id}`), 404, 'not_found');
    expectProblem(await crew().manager.delete(`/projects/${id}`), 404, 'not_found');
  });

  it('are not deleted while they have estimates', async () => {
    const { id } = await aProject(crew().manager, [server().staff.foreman.id]);
    const { body: estimate } = await crew().foreman.post('/estimates', { project_id: id }).expect(201);

    const kept = await crew().manager.delete(`/projects/${id}`);

    expectProblem(kept, 409, 'project_has_estimates');
    await crew().foreman.get(`/projects/${id}`).expect(200);
    await crew().foreman.delete(`/estimates/${estimate.id}`).expect(204);
    await crew().manager.delete(`/projects/${id}`).expect(204);
  });

  it('can be seen by the foremen who are assigned, for as long as they are', async () => {
    const { foreman } = server().staff;
    const { id } = await aProject(crew().manager, [foreman.id]);

    expectProblem(await crew().foreman2.get(`/projects/${id}`), 404, 'not_found');
    await crew().foreman.get(`/projects/${id}`).expect(200);
    await crew().manager.patch(`/projects/${id}`, { foreman_ids: [] }).expect(200);
    expectProblem(await crew().foreman.get(`/projects/${id}`), 404, 'not_found');
  });

  it('are not for foremen to make, change or delete', async () => {
    const { id } = await aProject(crew().manager, [server().staff.foreman.id]);

    const refused = [
      await crew().foreman.post('/projects', { name: 'Дача' }),
      await crew().foreman.patch(`/projects/${id}`, { name: 'Дача' }),
      await crew().foreman.delete(`/projects/${id}`),
    ];

    for (const response of refused) expectProblem(response, 403, 'forbidden');
  });

  it('know no foreman who is none', async () => {
    const { manager, foreman } = server().staff;
    const { id } = await aProject(crew().manager, [foreman.id]);

    for (const nobody of [manager.id, NO_SUCH_ID]) {
      const foreman_ids = [foreman.id, nobody];
      expectProblem(await crew().manager.post('/projects', { name: 'Дача', foreman_ids }), 404, 'not_found');
      expectProblem(await crew().manager.patch(`/projects/${id}`, { foreman_ids }), 404, 'not_found');
    }
    const { body } = await crew().manager.get(`/projects/${id}`);
    expect(body).toMatchObject({ version: 1, foremen: [{ id: foreman.id }] });
  });
});
