import { describe, expect, it } from '@jest/globals';
import { aProject, Client } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { expectProblem, refusedFields } from '../../support/problems.ts';
import { StreamReader } from '../../support/stream-reader.ts';
import { PASSWORD, sharedServer } from '../../support/test-server.ts';

describe('people', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  let made = 0;
  const aPerson = (more: object = {}) => {
    return { email: `person${++made}@test.local`, name: 'Олег', role: 'foreman', password: PASSWORD, ...more };
  };

  it('are taken in by an admin, and can sign in', async () => {
    const person = aPerson({ email: 'Oleg@Test.local' });

    const { body } = await crew().admin.post('/users', person).expect(201);

    expect(body).toEqual({
      id: expect.any(Number),
      email: 'oleg@test.local',
      name: 'Олег',
      role: 'foreman',
      active: true,
    });
    await Client.signInAt(server().url, 'oleg@test.local', PASSWORD);
    expect((await crew().admin.get(`/users/${body.id}`).expect(200)).body).toEqual(body);
  });

  it('are listed newest first, in parts', async () => {
    await crew().admin.post('/users', aPerson()).expect(201);

    const { body: first } = await crew().admin.get('/users?limit=2').expect(200);
    const { body: second } = await crew().admin.get(`/users?limit=2&cursor=${first.next_cursor}`).expect(200);

    const ids = [...first.items, ...second.items].map(({ id }: { id: number }) => id);
    expect(ids).toEqual([...ids].sort((one, other) => other - one));
    expect(new Set(ids).size).toBe(4);
  });

  it('are the business of admins alone', async () => {
    for (const client of [crew().manager, crew().foreman]) {
      expectProblem(await client.get('/users'), 403, 'forbidden');
      expectProblem(await client.post('/users', aPerson()), 403, 'forbidden');
      expectProblem(await client.patch(`/users/${server().staff.admin.id}`, { name: 'x' }), 403, 'forbidden');
      expectProblem(await client.delete(`/users/${server().staff.admin.id}/sessions`), 403, 'forbidden');
    }
  });

  it('have an address each', async () => {
    const { email } = server().staff.manager;

    expectProblem(await crew().admin.post('/users', aPerson({ email: email.toUpperCase() })), 409, 'email_taken');
    const { body } = await crew().admin.post('/users', aPerson()).expect(201);
    expectProblem(await crew().admin.patch(`/users/${body.id}`, { email }), 409, 'email_taken');
  });

  it.each([
    [{ email: 'no address' }, ['email']],
    [{ name: '' }, ['name']],
    [{ role: 'boss' }, ['role']],
    [{ password: 'short' }, ['password']],
    [{ active: 'yes' }, ['active']],
    [{ id: 7 }, ['id']],
  ])('with %j are refused', async (more, fields) => {
    expect(refusedFields(await crew().admin.post('/users', aPerson(more)))).toEqual(fields);
  });

  it('that are not there are not found', async () => {
    for (const id of ['999999', '0', 'x', '99999999999']) {
      expectProblem(await crew().admin.get(`/users/${id}`), 404, 'not_found');
      expectProblem(await crew().admin.patch(`/users/${id}`, { name: 'x' }), 404, 'not_found');
      expectProblem(await crew().admin.delete(`/users/${id}/sessions`), 404, 'not_found');
    }
  });

  it.each([
    ['deactivated', { active: false }],
    ['given another role', { role: 'manager' }],
  ])('that are %s lose their sessions and streams at once', async (_what, change) => {
    const { body } = await crew().admin.post('/users', aPerson()).expect(201);
    const client = await Client.signInAt(server().url, body.email, PASSWORD);
    const stream = StreamReader.role(server().url, client.token);
    await stream.event('connected');

    await crew().admin.patch(`/users/${body.id}`, change).expect(200);

    await stream.event('system.unauthorized');
    stream.close();
    expectProblem(await client.get('/auth/me'), 401, 'unauthenticated');
  });

  it('who are no active foremen any more are given no estimates', async () => {
    const { body } = await crew().admin.post('/users', aPerson()).expect(201);
    const project = await aProject(crew().manager, [body.id]);
    const give = () => crew().manager.post('/estimates', { project_id: project.id, foreman_id: body.id });
    await give().expect(201);

    for (const change of [{ active: false }, { active: true, role: 'manager' }]) {
      await crew().admin.patch(`/users/${body.id}`, change).expect(200);
      expectProblem(await give(), 404, 'not_found');
    }
  });

  it('keep their sessions when only the name changes, and sign in with a new password', async () => {
    const { body } = await crew().admin.post('/users', aPerson()).expect(201);
    const client = await Client.signInAt(server().url, body.email, PASSWORD);

    await crew().admin.patch(`/users/${body.id}`, { name: 'Олег П.', password: 'another password' }).expect(200);

    expect((await client.get('/auth/me').expect(200)).body.name).toBe('Олег П.');
    await Client.signInAt(server().url, body.email, 'another password');
  });

  it('lose every session when an admin says so', async () => {
    const { body } = await crew().admin.post('/users', aPerson()).expect(201);
    const devices = [
      await Client.signInAt(server().url, body.email, PASSWORD),
      await Client.signInAt(server().url, body.email, PASSWORD),
    ];

    await crew().admin.delete(`/users/${body.id}/sessions`).expect(204);

    for (const device of devices) expectProblem(await device.get('/auth/me'), 401, 'unauthenticated');
    await Client.signInAt(server().url, body.email, PASSWORD);
  });

  it('always have one admin among them', async () => {
    const { id } = server().staff.admin;

    for (const change of [{ role: 'manager' }, { active: false }]) {
      expectProblem(await crew().admin.patch(`/users/${id}`, change), 409, 'last_admin');
    }
    await crew().admin.get('/auth/me').expect(200);
  });

  it('who can be given work are listed for the office', async () => {
    const { body: gone } = await crew()
      .admin.post('/users', aPerson({ active: false }))
      .expect(201);

    const { body } = await crew().manager.get('/foremen?limit=200').expect(200);

    expect(body.items).toContainEqual({ id: server().staff.foreman.id, name: server().staff.foreman.name });
    expect(body.items.map(({ id }: { id: number }) => id)).not.toContain(gone.id);
    expect(body.items.map(({ id }: { id: number }) => id)).not.toContain(server().staff.manager.id);
    expectProblem(await crew().foreman.get('/foremen'), 403, 'forbidden');
  });
});
