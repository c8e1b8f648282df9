import { describe, expect, it } from '@jest/globals';
import type { Test } from 'supertest';
import { anItem, aProject } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { expectProblem } from '../../support/problems.ts';
import { sharedServer } from '../../support/test-server.ts';

const MATCHING = ['"2"', '*', ' "2" ', '"1", "2"', 'W/"2", "2"', '"x","2"'];
const OTHERS = ['"1"', '"3"', 'W/"2"', '2', "'2'", '"02"', '"2" "2"', '"', '""', '"2e0"', '"99999999999999999999"'];

describe.each(['projects', 'estimates'] as const)('the version of %s', (kind) => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const change = kind === 'projects' ? { address: 'пер. Новый, 2' } : { comment: 'ещё' };
  /** One at version 2. */
  const path = async () => {
    const project = await aProject(crew().manager, [server().staff.foreman.id]);
    const body = { project_id: project.id, items: [anItem] };
    const made = kind === 'projects' ? project : (await crew().foreman.post('/estimates', body).expect(201)).body;
    await crew().manager.patch(`/${kind}/${made.id}`, change).expect(200);
    return `/${kind}/${made.id}`;
  };
  const calls: ((at: string) => Test)[] = [
    (at) => crew().manager.patch(at, change),
    (at) => crew().manager.delete(at),
    ...(kind === 'estimates' ? [(at: string) => crew().manager.post(`${at}/submit`)] : []),
  ];

  it('stands in the ETag of whatever is answered with one', async () => {
    const at = await path();

    const answers = [
      await crew().manager.get(at),
      await crew().manager.patch(at, change),
      await crew().manager.get(at),
    ];

    expect(answers.map(({ body }) => body.version)).toEqual([2, 3, 3]);
    expect(answers.map(({ headers }) => headers.etag)).toEqual(['"2"', '"3"', '"3"']);
    const created = await crew().manager.post('/projects', { name: 'Склад' });
    expect(created.headers.etag).toBe('"1"');
  });

  it.each(MATCHING)('is matched by If-Match: %s', async (ifMatch) => {
    const statuses = [];
    for (const call of calls) statuses.push((await call(await path()).set('If-Match', ifMatch)).status);

    expect(statuses).toEqual([200, 204, 200].slice(0, calls.length));
  });

  it.each(OTHERS)('is not matched by If-Match: %s, and nothing happens', async (ifMatch) => {
    const at = await path();
    const { body: before } = await crew().manager.get(at);

    for (const call of calls) expectProblem(await call(at).set('If-Match', ifMatch), 412, 'stale_version');

    expect((await crew().manager.get(at)).body).toEqual(before);
  });

  it('lets one of two changes of the same reading through', async () => {
    const at = await path();
    const once = () => crew().manager.patch(at, change).set('If-Match', '"2"');

    const both = await Promise.all([once(), once()]);

    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('is never a reason to answer 304', async () => {
    const at = await path();
    const { headers } = await crew().manager.get(at);

    for (const ifNoneMatch of ['"2"', 'W/"2"', '*']) {
      const again = await crew()
        .manager.get(at)
        .set('If-None-Match', ifNoneMatch)
        .set('If-Modified-Since', headers.date ?? '');
      const list = await crew().manager.get(`/${kind}`).set('If-None-Match', ifNoneMatch);

      expect([again.status, again.body.version, list.status]).toEqual([200, 2, 200]);
    }
  });

  it('comes with the position from which a stream goes on, in reads and lists', async () => {
    const at = await path();

    const [one, list] = [await crew().manager.get(at), await crew().manager.get(`/${kind}`)];

    for (const { headers } of [one, list]) expect(headers['x-stream-position']).toMatch(/^\d+$/);
  });
});
