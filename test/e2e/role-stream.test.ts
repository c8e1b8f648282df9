import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { anItem, aProject } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import { expectProblem } from '../support/problems.ts';
import { RawStream } from '../support/raw-stream.ts';
import { openStreams, said } from '../support/streams.ts';
import { sharedServer } from '../support/test-server.ts';

const HELLO =
  /^retry: 3000\n\nid: \d+\ndata: \{"event":"connected","message":"SSE connection established","timestamp":\d{10}\}\n\n$/;
const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-store, must-revalidate, no-transform',
  connection: 'keep-alive',
  'x-accel-buffering': 'no',
};

describe.each(databaseKinds())('the role stream, on %s', (kind) => {
  const server = sharedServer({ kind });
  const crew = signedInCrew(server);
  const streams = openStreams(server);

  it('begins with these headers, a retry and its position', async () => {
    const stream = await streams.raw(crew().manager);

    expect(stream.head.status).toBe(200);
    expect(stream.head.headers).toMatchObject(HEADERS);
    expect(stream.head.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    expect(stream.head.headers).not.toHaveProperty('content-length');
    expect(stream.text).toMatch(HELLO);
  });

  it('tells of an estimate in these bytes', async () => {
    const project = await aProject(crew().manager, [server().staff.foreman.id]);
    const stream = await streams.raw(crew().manager);

    const wanted = { project_id: project.id, items: [anItem] };
    const { body: made } = await crew().foreman.post('/estimates', wanted).expect(201);
    const block = await stream.block('estimate.created');

    const { id, timestamp } = said(block);
    const data = {
      estimate_id: made.id,
      estimate_number: made.number,
      project_id: made.project_id,
      project_name: made.project_name,
      foreman_id: made.foreman_id,
      foreman_name: made.foreman_name,
      creator_id: made.creator_id,
      creator_name: made.creator_name,
      status: 'Черновик',
      created_at: made.created_at,
      status_code: 'draft',
      total: '2450.00',
      version: 1,
      updated_at: made.updated_at,
      actor_id: server().staff.foreman.id,
    };
    expect(block).toBe(`id: ${id}\ndata: ${JSON.stringify({ event: 'estimate.created', data, timestamp })}`);
    expect(Math.abs(timestamp - Date.parse(made.created_at) / 1000)).toBeLessThanOrEqual(1);
  });

  it('tells of a project in these bytes, and hides nothing that its name is made of', async () => {
    const { foreman, foreman2, admin, manager } = server().staff;
    const name = 'Дом "№ 1"\r\ndata: \u2028 <🏗> \\n';
    const made = await aProject(crew().manager, [foreman2.id, foreman.id], name);
    const stream = await streams.raw(crew().foreman);

    const { body } = await crew().admin.patch(`/projects/${made.id}`, { address: 'a\n\nb' }).expect(200);
    const block = await stream.block('project.updated');

    const { id, timestamp } = said(block);
    const data = {
      project_id: made.id,
      project_name: name,
      address: 'a\n\nb',
      foreman_ids: [foreman.id, foreman2.id],
      creator_id: manager.id,
      creator_name: 'Имя manager',
      version: 2,
      created_at: made.created_at,
      updated_at: body.updated_at,
      actor_id: admin.id,
    };
    expect(block).toBe(`id: ${id}\ndata: ${JSON.stringify({ event: 'project.updated', data, timestamp })}`);
  });

  it('takes the token as a parameter too, which a browser’s EventSource reads', async () => {
    const path = `/api/v1/sse/events?token=${crew().foreman.token}`;

    const byParameter = await streams.raw(crew().foreman, { path, headers: { Authorization: 'Basic Zm9vOmJhcg==' } });
    const reader = await streams.listen(crew().manager);

    expect(byParameter.text).toMatch(HELLO);
    expect(reader.heard[0]).toMatchObject({ type: 'message', id: expect.stringMatching(/^\d+$/) });
  });

  it('is for nobody without a token: the answer is a problem, not a stream', async () => {
    const ask = (query: string) => request(server().url).get(`/api/v1/sse/events${query}`);

    for (const query of ['', '?token=', '?token=x', `?token=${crew().admin.token}&token=${crew().admin.token}`]) {
      const refused = await ask(query);
      expectProblem(refused, 401, 'unauthenticated');
      expect(refused.headers['www-authenticate']).toBe('Bearer');
    }
  });

  it('comes to an HTTP/1.0 client without chunks, and ends by closing', async () => {
    const [client, marker] = [crew().foreman2, 'Мост'];
    const stream = await streams.raw(client, { version: '1.0' });

    await aProject(crew().manager, [server().staff.foreman2.id], marker);
    await stream.block('project.created');
    await client.post('/auth/logout').expect(204);
    await stream.end();

    expect(stream.head.headers).not.toHaveProperty('transfer-encoding');
    expect(stream.head.headers.connection).toBe('close');
    expect(stream.body).toMatch(/^retry: 3000\n\nid: \d+\ndata: /);
    expect(stream.body).toContain(marker);
    expect(stream.body).toMatch(/\n\nid: \d+\ndata: \{"event":"system.unauthorized","timestamp":\d+\}\n\n$/);
  });

  it('answers HEAD with the same headers, and opens nothing', async () => {
    const before = (await crew().admin.get('/sse/stats')).body.total_connections;

    const head = await RawStream.open(server(), crew().manager.token, { method: 'HEAD' });

    expect(head.head.status).toBe(200);
    expect(head.head.headers).toMatchObject(HEADERS);
    expect((await crew().admin.get('/sse/stats')).body.total_connections).toBe(before);
    head.destroy();
  });
});
