import { beforeAll, describe, expect, it } from '@jest/globals';
import { aProject } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { expectProblem, refusedFields } from '../../support/problems.ts';
import { StreamReader } from '../../support/stream-reader.ts';
import { sharedServer } from '../../support/test-server.ts';

describe('events in pieces', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  let project: { id: number };
  beforeAll(async () => {
    project = await aProject(crew().manager, [server().staff.foreman.id]);
    for (const comment of ['а', 'б', 'в']) {
      await crew().foreman.post('/estimates', { project_id: project.id, comment }).expect(201);
    }
  });

  it('are what the stream says, and to the same people', async () => {
    const stream = StreamReader.role(server().url, crew().foreman.token, '&last_event_id=0');
    await stream.first(({ data }) => data.data?.estimate_number?.endsWith('_3'));
    stream.close();

    const { body } = await crew().foreman.get('/events').expect(200);
    const { body: others } = await crew().foreman2.get('/events?after=0').expect(200);

    const heard = stream.heard.filter(({ data }) => data.event !== 'connected' && data.event !== 'keepalive');
    expect(body.items).toEqual(heard.map(({ id, data }) => ({ id: Number(id), ...data })));
    expect(body.head).toBe(body.items.at(-1).id);
    expect(others).toEqual({ items: [], head: body.head });
  });

  it('come in parts that lose nothing', async () => {
    const { body: whole } = await crew().manager.get('/events').expect(200);

    const parts: { id: number }[] = [];
    for (let after = 0; after < whole.head; ) {
      const { body } = await crew().manager.get(`/events?after=${after}&limit=1`).expect(200);
      parts.push(...body.items);
      after = body.items.at(-1)?.id ?? body.head;
    }

    expect(parts).toEqual(whole.items);
  });

  it('are waited for, and come when they are there', async () => {
    const { body } = await crew().foreman.get('/events').expect(200);
    const waiting = crew().foreman.get(`/events?after=${body.head}&wait=25`).expect(200);
    const answered = waiting.then((response) => response.body); // sends it

    await crew().foreman.post('/estimates', { project_id: project.id, comment: 'г' }).expect(201);

    const { items } = await answered;
    expect(items.map(({ event }: { event: string }) => event)).toEqual(['estimate.created']);
  });

  it('that do not come are an empty answer after the wait', async () => {
    const { body } = await crew().foreman2.get('/events').expect(200);

    const { body: later } = await crew().foreman2.get(`/events?after=${body.head}&wait=0.2`).expect(200);

    expect(later.items).toEqual([]);
  });

  it('of a history that is gone are refused', async () => {
    expectProblem(await crew().manager.get('/events?after=999999999999999'), 410, 'history_gone');
    expectProblem(await crew().manager.get('/events?after=7'), 410, 'history_gone');
  });

  it.each([
    ['after=x', 'after'],
    ['after=-1', 'after'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['wait=26', 'wait'],
    ['wait=-1', 'wait'],
    ['wait=soon', 'wait'],
  ])('asked for with ?%s are refused', async (query, field) => {
    expect(refusedFields(await crew().manager.get(`/events?${query}`))).toEqual([field]);
  });
});
