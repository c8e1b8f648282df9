import { describe, expect, it } from '@jest/globals';
import { anItem, aProject } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import { expectProblem } from '../support/problems.ts';
import { sendAs, targetedStreams, told, toldBy } from '../support/targeted-streams.ts';
import { sharedServer } from '../support/test-server.ts';

describe.each(databaseKinds())('a rejected estimate, on %s', (kind) => {
  const server = sharedServer({ kind });
  const crew = signedInCrew(server);
  const streams = targetedStreams(server);

  it('is told to its foreman in person, with the reason, and to nobody where the rejection is refused', async () => {
    const { foreman, foreman2, manager } = server().staff;
    const { id: project_id } = await aProject(crew().manager, [foreman.id, foreman2.id]);
    const { body: estimate } = await crew()
      .foreman.post('/estimates', { project_id, items: [anItem] })
      .expect(201);
    const readers = await Promise.all(
      (['foreman', 'foreman2', 'manager', 'admin'] as const).map((who) => streams.listen(crew()[who])),
    );
    const reject = (reason: string) => crew().manager.post(`/estimates/${estimate.id}/reject`, { reason });

    expectProblem(await reject('рано: черновик'), 409, 'invalid_transition');
    await crew().foreman.post(`/estimates/${estimate.id}/submit`).expect(200);
    await reject('«Дорого»\nпо кирпичу').expect(200);
    expectProblem(await reject('ещё раз'), 409, 'invalid_transition');
    await sendAs(crew().admin, server(), { type: 'mark', data: 1, target: { userId: foreman.id } });
    for (const { id } of [foreman2, manager, server().staff.admin]) {
      await sendAs(crew().admin, server(), { type: 'mark', data: 1, target: { userId: id } });
    }
    await Promise.all(readers.map((reader) => told(reader, 1, 'mark')));

    const payload = {
      estimateId: estimate.id,
      number: estimate.number,
      reason: '«Дорого»\nпо кирпичу',
      rejectedById: manager.id,
    };
    const [his, ...others] = readers.map((reader) => toldBy(reader, 'estimate-rejected'));
    expect(his).toEqual([payload]);
    expect(others).toEqual([[], [], []]);
  });
});
