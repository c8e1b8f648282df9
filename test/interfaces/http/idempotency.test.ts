import { beforeAll, describe, expect, it } from '@jest/globals';
import { anItem, aProject } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { databaseKinds } from '../../support/databases.ts';
import { expectProblem, refusedFields } from '../../support/problems.ts';
import { ServerClock } from '../../support/server-clock.ts';
import { sharedServer } from '../../support/test-server.ts';

describe.each(databaseKinds())('an Idempotency-Key, on %s', (kind) => {
  const clock = new ServerClock();
  const server = sharedServer({ kind, arrange: clock.arrange, settings: { ACCESS_TOKEN_TTL: '200000000' } });
  const crew = signedInCrew(server);
  let project_id: number;
  beforeAll(async () => {
    const { foreman, foreman2 } = server().staff;
    project_id = (await aProject(crew().manager, [foreman.id, foreman2.id])).id;
  });
  const create = (key: string, more: object = {}, who: 'foreman' | 'foreman2' = 'foreman') => {
    return crew()
      [who].post('/estimates', { project_id, items: [anItem], ...more })
      .set('Idempotency-Key', key);
  };
  const countEstimates = async () => (await crew().manager.get('/estimates?limit=200').expect(200)).body.items.length;
  const countEvents = async () => (await crew().manager.get('/events?limit=200').expect(200)).body.items.length;

  it('makes one estimate and one event of four simultaneous tries, and answers all alike', async () => {
    const [estimates, events] = [await countEstimates(), await countEvents()];

    const answers = await Promise.all([1, 2, 3, 4].map(() => create('four at once')));

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers.etag))).toEqual(new Set(['"1"']));
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(3);
    expect([await countEstimates(), await countEvents()]).toEqual([estimates + 1, events + 1]);
  });

  it('answers as the first time, although the thing has changed since', async () => {
    const { body } = await create('as before').expect(201);
    await crew().foreman.patch(`/estimates/${body.id}`, { comment: 'позже' }).expect(200);

    const repeated = await create('as before').expect(201);

    expect(repeated.body).toEqual(body);
    expect(repeated.headers['idempotent-replayed']).toBe('true');
  });

  it.each([
    ['body', () => create('one thing', { comment: 'другое' })],
    ['path', () => crew().foreman.post('/estimates/1/submit').set('Idempotency-Key', 'one thing')],
    ['method', () => crew().foreman.delete('/estimates/1').set('Idempotency-Key', 'one thing')],
  ])('is refused with another %s', async (_what, other) => {
    await create('one thing').expect(201);

    expectProblem(await other(), 422, 'idempotency_key_reused');
  });

  it("belongs to its user: somebody else's is another", async () => {
    const { body: his } = await create('same word').expect(201);

    const { body: others } = await create('same word', {}, 'foreman2').expect(201);

    expect(others.id).not.toBe(his.id);
  });

  it('keeps no failure', async () => {
    const { body: estimate } = await create('empty one', { items: [] }).expect(201);
    const submit = () => crew().foreman.post(`/estimates/${estimate.id}/submit`).set('Idempotency-Key', 'submit it');
    expectProblem(await submit(), 409, 'estimate_empty');
    await crew()
      .foreman.patch(`/estimates/${estimate.id}`, { items: [anItem] })
      .expect(200);

    const { body } = await submit().expect(200);

    expect(body.status_code).toBe('submitted');
  });

  it('answers a deletion twice', async () => {
    const { body } = await create('to be deleted').expect(201);
    const remove = () => crew().foreman.delete(`/estimates/${body.id}`).set('Idempotency-Key', 'delete it');

    await remove().expect(204);
    await remove().expect(204).expect('Idempotent-Replayed', 'true');
  });

  it('has at most 255 characters', async () => {
    await create('k'.repeat(255)).expect(201);

    expect(refusedFields(await create('k'.repeat(256)))).toEqual(['Idempotency-Key']);
  });

  it('is looked at before the body is understood: one nested beyond measure is refused like any other', async () => {
    const nested = `{"a":${'['.repeat(60_000)}${']'.repeat(60_000)}}`;

    const answer = await crew()
      .foreman.post('/estimates')
      .set('Idempotency-Key', 'nested')
      .set('Content-Type', 'application/json')
      .send(nested);

    expect(refusedFields(answer)).toEqual(['a', 'project_id']);
  });

  it('is forgotten after a day', async () => {
    const { body: first } = await create('yesterday').expect(201);
    clock.forward(24 * 60 * 60 * 1000 + 1000);

    const { body: second, headers } = await create('yesterday').expect(201);

    expect(second.id).not.toBe(first.id);
    expect(headers['idempotent-replayed']).toBeUndefined();
  });
});
