import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anItem, aProject } from '../../support/client.ts';
import { counted } from '../../support/counted.ts';
import { signedInCrew } from '../../support/crew.ts';
import { refusedFields } from '../../support/problems.ts';
import { sharedServer } from '../../support/test-server.ts';

const HALF = '\ud83c';
const NOT_A_TEXT = [7, null, true, ['a'], { text: 'a' }];
const NOT_A_NAME = ['', ' ', '\u00a0\t\n', 'я'.repeat(201), '🏗'.repeat(201), 'a\0b', `a${HALF}`, ...NOT_A_TEXT];
const NOT_AN_ID = [0, -1, 1.5, 2 ** 31, 1e300, '1', '', null, true, [1], { id: 1 }];
const NOT_A_DECIMAL = [
  ...['', ' 1', '1 ', '-1', '+1', '1e3', '1E3', '.5', '5.', '1,5', '0x10', 'NaN', 'Infinity', '1_000', '١', '1\n'],
  ...[1, 1.5, 0, null, true, ['1'], { value: '1' }],
];
const NOT_A_QUANTITY = [...NOT_A_DECIMAL, '1.0001', '1000000000'];
const NOT_A_PRICE = [...NOT_A_DECIMAL, '1.001', '1000000000000'];
const NOT_A_LIST = [{}, 'a', 7, null, { 0: anItem, length: 1 }];

type Field = [field: string, values: unknown[], refused?: string];
const PROJECT: Field[] = [
  ['name', NOT_A_NAME],
  ['address', ['я'.repeat(501), 'a\0b', HALF, ...NOT_A_TEXT]],
  ['foreman_ids', NOT_A_LIST],
  ...NOT_AN_ID.map((id): Field => ['foreman_ids', [[id]], 'foreman_ids.0']),
];
const ESTIMATE: Field[] = [
  ['project_id', NOT_AN_ID],
  ['foreman_id', NOT_AN_ID],
  ['number', NOT_A_NAME],
  ['comment', ['я'.repeat(4_001), 'a\0b', HALF, ...NOT_A_TEXT]],
  ['items', [...NOT_A_LIST, Array(1_001).fill(anItem)]],
  [
    'items',
    [
      [anItem, 7],
      [anItem, null],
      [anItem, [anItem]],
    ],
    'items.1',
  ],
  ...inItems('name', NOT_A_NAME),
  ...inItems('unit', NOT_A_NAME),
  ...inItems('quantity', NOT_A_QUANTITY),
  ...inItems('unit_price', NOT_A_PRICE),
  ...inItems('total', ['2450.00']),
];

function inItems(field: string, values: unknown[]): Field[] {
  return [['items', values.map((value) => [anItem, { ...anItem, [field]: value }]), `items.1.${field}`]];
}

describe('bad input', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  let good: { projects: object; estimates: object };
  let before: { projects: number; estimates: number };
  const at = { projects: '', estimates: '' };
  beforeAll(async () => {
    const { foreman } = server().staff;
    const project = await aProject(crew().manager, [foreman.id]);
    good = { projects: { name: 'Дом' }, estimates: { project_id: project.id, foreman_id: foreman.id } };
    at.projects = `/projects/${project.id}`;
    at.estimates = `/estimates/${(await crew().manager.post('/estimates', good.estimates).expect(201)).body.id}`;
  });
  beforeEach(async () => {
    before = await counted(crew().manager);
  });
  afterEach(async () => {
    expect(await counted(crew().manager)).toEqual(before);
  });

  const tables = [
    ...PROJECT.map(([field, values, refused = field]) => ({ kind: 'projects' as const, field, values, refused })),
    ...ESTIMATE.map(([field, values, refused = field]) => ({ kind: 'estimates' as const, field, values, refused })),
  ];
  it.each(tables)(
    'in $refused of $kind is refused, and nothing is written',
    async ({ kind, field, values, refused }) => {
      const { body: untouched } = await crew().manager.get(at[kind]).expect(200);

      for (const value of values) {
        const made = await crew().manager.post(`/${kind}`, { ...good[kind], [field]: value });
        const changed = await crew().manager.patch(at[kind], { [field]: value });

        expect([value, refusedFields(made), refusedFields(changed)]).toEqual([value, [refused], [refused]]);
      }
      expect((await crew().manager.get(at[kind])).body).toEqual(untouched);
    },
  );

  it('is named field by field, each once', async () => {
    const items = [anItem, { name: '', unit: '🏗'.repeat(201), quantity: 1, unit_price: '-1', total: '0' }];

    const refused = await crew().manager.post('/estimates', { project_id: 0, number: '', colour: 'red', items });

    const inItem = ['name', 'quantity', 'total', 'unit', 'unit_price'].map((field) => `items.1.${field}`);
    expect(refusedFields(refused)).toEqual(['colour', ...inItem, 'number', 'project_id']);
  });

  it.each([
    ['/projects', ['name']],
    ['/estimates', ['project_id']],
    ['/auth/login', ['email', 'password']],
  ])('is a body for %s that lacks what is needed', async (path, fields) => {
    expect(refusedFields(await crew().manager.post(path, {}))).toEqual(fields);
    expect(refusedFields(await crew().manager.post(path))).toEqual(fields);
  });

  it.each(['id', 'creator_id', 'version', 'created_at', 'status', 'toString', 'constructor', '__proto__', ''])(
    'is a field %j that nobody asked for',
    async (field) => {
      for (const kind of ['projects', 'estimates'] as const) {
        const own = JSON.stringify(field);
        const text = `${JSON.stringify(good[kind]).slice(0, -1)},${own}:{"polluted":true}}`;

        const refused = await crew().manager.post(`/${kind}`).type('json').send(text);

        expect(refusedFields(refused)).toEqual([field]);
      }
      expect('polluted' in {}).toBe(false);
    },
  );

  it('begins where the limits end: what fills them is taken', async () => {
    const [name, address, comment] = ['🏗'.repeat(200), 'я'.repeat(500), '🏗'.repeat(4_000)];
    const item = { name, unit: name, quantity: '999999999.999', unit_price: '999999999999.99' };

    const project = await crew().manager.post('/projects', { name, address }).expect(201);
    const changed = { number: name, comment, items: [item, { ...item, quantity: '0', unit_price: '0.00' }] };
    const estimate = await crew().manager.patch(at.estimates, changed).expect(200);

    expect(project.body).toMatchObject({ name, address });
    expect(estimate.body).toMatchObject({
      number: name,
      comment,
      items: [item, { quantity: '0', unit_price: '0.00' }],
    });
    await crew().manager.delete(`/projects/${project.body.id}`).expect(204);
  });
});
