import { beforeAll, describe, expect, it } from '@jest/globals';
import { anItem, aProject, type Client } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { refusedFields } from '../../support/problems.ts';
import { sharedServer } from '../../support/test-server.ts';

const BAD_LIMITS = ['0', '201', '-1', '1.5', '1e1', '', 'x', '٣', '00000000000000000001'];
const BAD_CURSORS = ['x', '', '0', 'YmVmb3JlOg', 'YmVmb3JlOi0x', 'before:1', '%00', '🏗'];

interface Thing {
  readonly id: number;
  readonly number: string;
}

/** Every page of a list, by its cursors. */
async function pages(client: Client, path: string, cursor = ''): Promise<Thing[][]> {
  const { body } = await client.get(`${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`).expect(200);
  return [body.items, ...(body.next_cursor === null ? [] : await pages(client, path, body.next_cursor))];
}

const descending = (ids: number[]) => [...ids].sort((one, other) => other - one);

describe('lists', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const projects: number[] = [];
  beforeAll(async () => {
    const { foreman, foreman2 } = server().staff;
    for (const name of ['Баня', 'Дом 100%', 'Гараж_2', 'Склад\\Юг', 'Школа']) {
      projects.push((await aProject(crew().manager, [foreman.id, foreman2.id], name)).id);
    }
    for (const [n, project_id] of [...projects, ...projects].entries()) {
      const who = n < 6 ? crew().foreman : crew().foreman2;
      await who.post('/estimates', { project_id, number: `Смета №${n}-Щ`, items: [anItem] }).expect(201);
    }
    const { body } = await crew().foreman.get('/estimates?limit=1').expect(200);
    await crew().foreman.post(`/estimates/${body.items[0].id}/submit`).expect(200);
  });
  const numbers = async (query: string, who = crew().manager) =>
    (await who.get(`/estimates?${query}`).expect(200)).body.items.map(({ number }: Thing) =>
      Number(number.slice(7, 8)),
    );

  it.each(['projects', 'estimates'])('of %s come whole and newest first, in an envelope', async (kind) => {
    const { body } = await crew().manager.get(`/${kind}`).expect(200);

    expect(Object.keys(body)).toEqual(['items', 'next_cursor']);
    expect(body.next_cursor).toBeNull();
    const ids = body.items.map(({ id }: Thing) => id);
    expect(ids).toHaveLength(kind === 'projects' ? 5 : 10);
    expect(ids).toEqual(descending(ids));
    expect((await crew().manager.get(`/${kind}/${ids[0]}`)).body).toEqual(body.items[0]);
  });

  it.each([
    ['/projects?limit=2', [2, 2, 1]],
    ['/projects?limit=5', [5]],
    ['/estimates?limit=5', [5, 5]],
    ['/estimates?limit=3', [3, 3, 3, 1]],
    ['/estimates?limit=200', [10]],
  ])('%s come in pages of %j that have each thing once', async (path, sizes) => {
    const all = await pages(crew().manager, path);

    expect(all.map((page) => page.length)).toEqual(sizes);
    const ids = all.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(descending(ids));
  });

  it('go on where they were when something new comes between two pages', async () => {
    const { body: first } = await crew().admin.get('/projects?limit=2').expect(200);
    const { body: late } = await crew().admin.post('/projects', { name: 'Поздний' }).expect(201);

    const { body: second } = await crew().admin.get(`/projects?limit=200&cursor=${first.next_cursor}`).expect(200);
    await crew().admin.delete(`/projects/${late.id}`).expect(204);

    const ids = [...first.items, ...second.items].map(({ id }: Thing) => id);
    expect(ids).toEqual(descending(projects));
  });

  it('have fifty things where nobody says how many', async () => {
    for (let n = 0; n < 51; n++)
      await crew()
        .admin.post('/projects', { name: `Лишний ${n}` })
        .expect(201);

    const { body } = await crew().admin.get('/projects').expect(200);

    expect(body.items).toHaveLength(50);
    expect(body.next_cursor).toEqual(expect.any(String));
  });

  it.each<[string, number[]]>([
    ['status_code=submitted', [5]],
    ['status_code=approved', []],
    ['q=щ&limit=3', [9, 8, 7]],
    ['q=№4', [4]],
    ['q=БАНЯ', [5, 0]],
    ['q=100%25', [6, 1]],
    ['q=%25', [6, 1]],
    ['q=_2', [7, 2]],
    ['q=%5C', [8, 3]],
    ['q=нет такой', []],
  ])('of estimates take ?%s', async (query, expected) => {
    expect(await numbers(query)).toEqual(expected);
  });

  it('of estimates take a project and a foreman, and join all filters', async () => {
    const { foreman, foreman2 } = server().staff;

    expect(await numbers(`project_id=${projects[0]}`)).toEqual([5, 0]);
    expect(await numbers(`foreman_id=${foreman2.id}`)).toEqual([9, 8, 7, 6]);
    expect(await numbers(`foreman_id=${foreman.id}&q=баня&status_code=draft`)).toEqual([0]);
    expect(await numbers('project_id=999999')).toEqual([]);
  });

  it('show a foreman what is his and no more, whatever he asks for', async () => {
    expect(await numbers('', crew().foreman2)).toEqual([9, 8, 7, 6]);
    expect(await numbers(`foreman_id=${server().staff.foreman.id}`, crew().foreman2)).toEqual([]);
    const { body } = await crew().foreman2.get('/projects?limit=200').expect(200);
    expect(body.items.map(({ id }: Thing) => id)).toEqual(descending(projects));
  });

  it.each([
    ...BAD_LIMITS.map((limit) => ['limit', limit]),
    ...BAD_CURSORS.map((cursor) => ['cursor', cursor]),
    ...['0', '-1', 'x', '2147483648', '1e3'].map((id) => ['project_id', id]),
    ['foreman_id', ''],
    ['status_code', 'Черновик'],
    ['status_code', 'DRAFT'],
    ['q', '\0'],
    ['q', 'я'.repeat(201)],
  ])('refuse %s=%j', async (name, value) => {
    const refused = await crew().manager.get(`/estimates?${name}=${encodeURIComponent(value)}`);

    expect(refusedFields(refused)).toEqual([name]);
  });

  it('refuse a parameter that is given twice, and a cursor beyond all ids', async () => {
    const beyond = Buffer.from('before:9999999999').toString('base64url');

    expect(refusedFields(await crew().manager.get('/estimates?limit=1&limit=2'))).toEqual(['limit']);
    expect(refusedFields(await crew().manager.get(`/projects?cursor=${beyond}`))).toEqual(['cursor']);
    expect(refusedFields(await crew().manager.get(`/estimates?cursor=${beyond}`))).toEqual(['cursor']);
  });
});
