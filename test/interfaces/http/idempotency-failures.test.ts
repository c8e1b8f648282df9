import { beforeAll, describe, expect, it } from '@jest/globals';
import { IdempotencyKeys } from '../../../src/usecases/ports/idempotency-keys.ts';
import { anItem, aProject } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { databaseKinds } from '../../support/databases.ts';
import { sharedServer } from '../../support/test-server.ts';

describe.each(databaseKinds())('an Idempotency-Key whose request fails, on %s', (kind) => {
  let keeping: () => Promise<void> = async () => undefined;
  const server = sharedServer({
    kind,
    arrange: (container) => {
      const real = container.resolve<IdempotencyKeys>(IdempotencyKeys);
      const keys: IdempotencyKeys = {
        claim: (key, at) => real.claim(key, at),
        async keep(key, answer) {
          await keeping();
          await real.keep(key, answer);
        },
      };
      container.register<IdempotencyKeys>(IdempotencyKeys, { useValue: keys });
    },
  });
  const crew = signedInCrew(server);
  let project_id: number;
  beforeAll(async () => {
    project_id = (await aProject(crew().manager, [server().staff.foreman.id])).id;
  });
  const create = (key: string, more: object = {}) => {
    const body = { project_id, items: [anItem], ...more };
    return crew().foreman.post('/estimates', body).set('Idempotency-Key', key);
  };
  const count = async () => {
    const [{ body: list }, { body: log }] = await Promise.all([
      crew().manager.get('/estimates?limit=200').expect(200),
      crew().manager.get('/events?after=0&limit=200').expect(200),
    ]);
    return { estimates: list.items.length, events: log.items.length };
  };

  it('does nothing where its answer cannot be kept, and all of it when it is asked again', async () => {
    const before = await count();
    keeping = async () => {
      keeping = async () => undefined;
      throw new Error('the disk is full');
    };

    await create('unkept').expect(500);
    const between = await count();
    const { headers } = await create('unkept').expect(201);

    expect(between).toEqual(before);
    expect(headers['idempotent-replayed']).toBeUndefined();
    expect(await count()).toEqual({ estimates: before.estimates + 1, events: before.events + 1 });
  });

  it('is free for the one that waits when the one that works fails', async () => {
    const before = await count();
    let failed = false;
    keeping = async () => {
      if (failed) return;
      failed = true;
      throw new Error('the disk is full');
    };

    const answers = await Promise.all([1, 2, 3, 4].map(() => create('one of four fails')));

    const done = answers.filter(({ status }) => status === 201);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 500]);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    expect(done.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(2);
    expect(await count()).toEqual({ estimates: before.estimates + 1, events: before.events + 1 });
  });

  it.each([
    [422, { items: [{ name: 'без цены' }] }],
    [404, { project_id: 999_999 }],
    [409, { number: 'занят' }],
  ])('keeps no %i: the key is free for another request', async (status, refused) => {
    await create(`taken for ${status}`, { number: 'занят' });
    await create(`refused with ${status}`, refused).expect(status);

    const { headers } = await create(`refused with ${status}`).expect(201);

    expect(headers['idempotent-replayed']).toBeUndefined();
  });
});
