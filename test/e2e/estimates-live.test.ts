import { afterEach, describe, expect, it } from '@jest/globals';
import { anItem, aProject, Client } from '../support/client.ts';
import { databaseKinds } from '../support/databases.ts';
import { StreamReader } from '../support/stream-reader.ts';
import { sharedServer } from '../support/test-server.ts';

describe.each(databaseKinds())('estimates live, on %s', (kind) => {
  const server = sharedServer({ kind });
  const readers: StreamReader[] = [];
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });
  const listen = (client: Client): StreamReader => {
    const reader = StreamReader.role(server().url, client.token);
    readers.push(reader);
    return reader;
  };

  it("shows a foreman's new estimate to the manager, and the manager's answer to that foreman alone", async () => {
    const { foreman, foreman2 } = server().staff;
    const [manager, his, other] = await Promise.all([
      Client.signIn(server(), 'manager'),
      Client.signIn(server(), 'foreman'),
      Client.signIn(server(), 'foreman2'),
    ]);
    const project = await aProject(manager, [foreman.id, foreman2.id]);
    const [office, site, elsewhere] = [listen(manager), listen(his), listen(other)];
    await Promise.all([office, site, elsewhere].map((stream) => stream.event('connected')));

    const { body: estimate } = await his.post('/estimates', { project_id: project.id, items: [anItem] }).expect(201);
    const created = await office.event('estimate.created');
    await manager.patch(`/estimates/${estimate.id}`, { comment: 'Проверьте цену' }).expect(200);
    const updated = await site.event('estimate.updated');
    await manager.patch(`/projects/${project.id}`, { name: 'Дом у моря' }).expect(200);
    await elsewhere.event('project.updated');

    expect(created.data.data.estimate_id).toBe(estimate.id);
    expect(updated.data.data.version).toBe(2);
    expect(elsewhere.events()).toEqual(['connected', 'project.updated']);
  });
});
