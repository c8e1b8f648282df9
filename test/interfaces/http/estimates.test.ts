import { describe, expect, it } from '@jest/globals';
import { anItem, aProject } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { expectProblem } from '../../support/problems.ts';
import { sharedServer } from '../../support/test-server.ts';

const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Quantity, price, what the line comes to. */
const LINES: [string, string, string][] = [
  ['100', '24.50', '2450.00'],
  ['0.333', '0.05', '0.02'],
  ['0.5', '0.01', '0.01'],
  ['0.499', '0.01', '0.00'],
  ['1.005', '1', '1.01'],
  ['0', '99.9', '0.00'],
  ['999999999.999', '999999999999.99', '999999999998990000000.00'],
];

describe('estimates', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const ours = () => aProject(crew().manager, [server().staff.foreman.id, server().staff.foreman2.id]);

  it('are made by a foreman for himself, and read as they were made', async () => {
    const { foreman } = server().staff;
    const { id: project_id } = await ours();
    const wanted = { project_id, number: 'С-1', comment: 'До пятницы', items: [anItem] };

    const made = await crew().foreman.post('/estimates', wanted);
    const read = await crew().manager.get(`/estimates/${made.body.id}`);

    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.any(Number),
      number: 'С-1',
      project_id,
      project_name: 'Дом у реки',
      foreman_id: foreman.id,
      foreman_name: 'Имя foreman',
      creator_id: foreman.id,
      creator_name: 'Имя foreman',
      status: 'Черновик',
      status_code: 'draft',
      comment: 'До пятницы',
      items: [{ ...anItem, total: '2450.00' }],
      total: '2450.00',
      version: 1,
      created_at: expect.stringMatching(ISO_UTC),
      updated_at: made.body.created_at,
    });
    expect(read.status).toBe(200);
    expect(read.body).toEqual(made.body);
  });

  it('are made by the office for any foreman of the project', async () => {
    const { foreman2, manager } = server().staff;
    const { id: project_id } = await ours();

    const { body } = await crew().manager.post('/estimates', { project_id, foreman_id: foreman2.id }).expect(201);

    expect(body).toMatchObject({
      foreman_id: foreman2.id,
      creator_id: manager.id,
      comment: '',
      items: [],
      total: '0.00',
    });
  });

  it.each(LINES)('take %s at %s for %s', async (quantity, unit_price, total) => {
    const { id: project_id } = await ours();

    const items = [{ ...anItem, quantity, unit_price }];
    const { body } = await crew().foreman.post('/estimates', { project_id, items }).expect(201);

    expect(body.items[0].total).toBe(total);
    expect(body.items[0].unit_price).toMatch(/^\d+\.\d\d$/);
    expect(Number(body.items[0].quantity)).toBe(Number(quantity));
  });

  it('round each line by itself, then add', async () => {
    const { id: project_id } = await ours();
    const half = { ...anItem, quantity: '0.5', unit_price: '0.01' };

    const { body } = await crew()
      .foreman.post('/estimates', { project_id, items: [half, half, half] })
      .expect(201);

    expect(body.total).toBe('0.03');
  });

  it('keep the order of their items, and what a change does not name', async () => {
    const { id: project_id } = await ours();
    const items = ['я', 'а', 'м'].map((name) => ({ ...anItem, name }));
    const { body: made } = await crew().foreman.post('/estimates', { project_id, items, comment: 'а' }).expect(201);

    const { status, body } = await crew().foreman.patch(`/estimates/${made.id}`, { comment: '' });

    expect(status).toBe(200);
    expect(body).toEqual({ ...made, comment: '', version: 2, updated_at: body.updated_at });
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(['я', 'а', 'м']);
    expect(body.updated_at > made.updated_at).toBe(true);
  });

  it('take new items in place of those before', async () => {
    const { id: project_id } = await ours();
    const { body: made } = await crew()
      .foreman.post('/estimates', { project_id, items: [anItem, anItem] })
      .expect(201);

    const fewer = await crew().foreman.patch(`/estimates/${made.id}`, { items: [{ ...anItem, quantity: '2' }] });
    const none = await crew().foreman.patch(`/estimates/${made.id}`, { items: [] });

    expect(fewer.body).toMatchObject({ total: '49.00', items: [{ quantity: '2' }] });
    expect(fewer.body.items).toHaveLength(1);
    expect(none.body).toMatchObject({ total: '0.00', items: [] });
  });

  it('are deleted without a word, and are not there any more', async () => {
    const { id: project_id } = await ours();
    const { body } = await crew()
      .foreman.post('/estimates', { project_id, items: [anItem] })
      .expect(201);

    const deleted = await crew().foreman.delete(`/estimates/${body.id}`);

    expect(deleted.status).toBe(204);
    expect(deleted.text).toBe('');
    expectProblem(await crew().manager.get(`/estimates/${body.id}`), 404, 'not_found');
  });
});
