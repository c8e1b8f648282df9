import { afterEach, describe, expect, it } from '@jest/globals';
import { StreamMessage } from '../../src/interfaces/wire/stream-wire.ts';
import { anItem, aProject } from '../support/client.ts';
import { signInAll } from '../support/crew.ts';
import { STREAM_EVENTS } from '../support/stream-events.ts';
import { StreamReader } from '../support/stream-reader.ts';
import { startTestServer } from '../support/test-server.ts';

describe('the messages of the role stream', () => {
  const readers: StreamReader[] = [];
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });

  it('are all of the shapes of the documents, with their keys in the order of the contract', async () => {
    const settings = { SSE_KEEPALIVE_INTERVAL: '200', SSE_MAX_CONNECTIONS_PER_USER: '1' };
    const server = await startTestServer({ settings });
    const { manager, foreman, foreman2, admin } = await signInAll(server);
    const listen = (token: string, query = '') => {
      const reader = StreamReader.role(server.url, token, query);
      readers.push(reader);
      return reader;
    };
    const [office, site, leaving] = [
      listen(manager.token),
      listen(foreman.token, '&last_event_id=x'),
      listen(admin.token),
    ];
    await Promise.all([office, site, leaving].map((stream) => stream.event('connected')));
    const { foreman: his, foreman2: hers } = server.staff;

    const project = await aProject(manager, [his.id, hers.id]);
    const wanted = { project_id: project.id, items: [anItem] };
    const { body: estimate } = await foreman.post('/estimates', wanted).expect(201);
    await manager.patch(`/estimates/${estimate.id}`, { foreman_id: hers.id }).expect(200);
    await foreman2.delete(`/estimates/${estimate.id}`).expect(204);
    await manager.patch(`/projects/${project.id}`, { foreman_ids: [] }).expect(200);
    await manager.delete(`/projects/${project.id}`).expect(204);
    await admin.post('/auth/logout').expect(204);
    await Promise.all([
      site.event('system.resync'),
      site.event('project.unassigned'),
      office.event('project.deleted'),
      office.event('keepalive'),
      leaving.event('system.unauthorized'),
    ]);
    const closing = office.event('system.closing');
    await Promise.all([closing, server.stop()]);

    const heard = readers.flatMap((reader) => reader.heard.map(({ data }) => data));
    expect([...new Set(heard.map(({ event }) => event))].sort()).toEqual([...STREAM_EVENTS].sort());
    for (const data of heard) expect(JSON.stringify(StreamMessage.parse(data))).toBe(JSON.stringify(data));
  });
});
