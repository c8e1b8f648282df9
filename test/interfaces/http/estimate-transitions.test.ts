import { describe, expect, it } from '@jest/globals';
import { anItem, aProject, type Client } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { expectProblem, refusedFields } from '../../support/problems.ts';
import { sharedServer } from '../../support/test-server.ts';

const NAMES = { draft: 'Черновик', submitted: 'На согласовании', approved: 'Согласована', rejected: 'Отклонена' };
type Status = keyof typeof NAMES;
const STATUSES = Object.keys(NAMES) as Status[];

/** The way into each status, in calls. */
const WAY: Record<Status, string[]> = {
  draft: [],
  submitted: ['submit'],
  approved: ['submit', 'approve'],
  rejected: ['submit', 'reject'],
};
const ALLOWED: Record<string, { from: Status[]; to: Status }> = {
  submit: { from: ['draft', 'rejected'], to: 'submitted' },
  approve: { from: ['submitted'], to: 'approved' },
  reject: { from: ['submitted'], to: 'rejected' },
};
const STEPS = Object.entries(ALLOWED).flatMap(([call, { from, to }]) =>
  STATUSES.map((status) => ({ call, status, to, good: from.includes(status) })),
);

describe('an estimate on its way', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const step = (who: Client, id: number, call: string) =>
    who.post(`/estimates/${id}/${call}`, call === 'reject' ? { reason: 'Нет водостоков' } : undefined);
  const estimateIn = async (status: Status, items: object[] = [anItem]) => {
    const { id: project_id } = await aProject(crew().manager, [server().staff.foreman.id]);
    let { body } = await crew().foreman.post('/estimates', { project_id, items }).expect(201);
    for (const call of WAY[status]) ({ body } = await step(crew().manager, body.id, call).expect(200));
    return body;
  };

  it.each(STEPS.filter(({ good }) => good))('goes from $status to $to by $call', async ({ call, status, to }) => {
    const before = await estimateIn(status);

    const { body, headers } = await step(crew().manager, before.id, call).expect(200);

    const { version } = before;
    const { updated_at } = body;
    expect(body).toEqual({ ...before, status_code: to, status: NAMES[to], version: version + 1, updated_at });
    expect(headers.etag).toBe(`"${version + 1}"`);
  });

  it.each(STEPS.filter(({ good }) => !good))('does not $call out of $status', async ({ call, status }) => {
    const before = await estimateIn(status);

    const refused = await step(crew().manager, before.id, call);

    expectProblem(refused, 409, 'invalid_transition');
    expect((await crew().manager.get(`/estimates/${before.id}`)).body).toEqual(before);
  });

  it('is submitted by its foreman too, and decided by managers and admins alone', async () => {
    const { id } = await estimateIn('draft');

    await step(crew().foreman, id, 'submit').expect(200);

    expectProblem(await step(crew().foreman, id, 'approve'), 403, 'forbidden');
    expectProblem(await step(crew().foreman, id, 'reject'), 403, 'forbidden');
    await step(crew().admin, id, 'reject').expect(200);
    await step(crew().foreman, id, 'submit').expect(200);
    await step(crew().admin, id, 'approve').expect(200);
  });

  it('is not submitted without items', async () => {
    const { id } = await estimateIn('draft', []);

    expectProblem(await step(crew().foreman, id, 'submit'), 409, 'estimate_empty');
  });

  it.each([[undefined], [{}], [{ reason: '' }], [{ reason: ' \n' }], [{ reason: 7 }], [{ reason: 'я'.repeat(4_001) }]])(
    'is not rejected with %j for a reason',
    async (body) => {
      const { id } = await estimateIn('submitted');

      expect(refusedFields(await crew().manager.post(`/estimates/${id}/reject`, body))).toEqual(['reason']);
    },
  );

  it('takes a long reason', async () => {
    const { id } = await estimateIn('submitted');

    await crew()
      .manager.post(`/estimates/${id}/reject`, { reason: '🏗'.repeat(4_000) })
      .expect(200);
  });

  it.each<[Status, boolean, boolean]>([
    ['draft', true, true],
    ['submitted', false, true],
    ['rejected', true, true],
    ['approved', false, false],
  ])('that is %s can be changed and deleted by its foreman: %p, by the office: %p', async (status, foreman, office) => {
    for (const [who, may] of [
      [crew().foreman, foreman],
      [crew().manager, office],
      [crew().admin, office],
    ] as const) {
      const { id } = await estimateIn(status);

      const changed = await who.patch(`/estimates/${id}`, { comment: 'ещё' });
      const deleted = await who.delete(`/estimates/${id}`);

      if (may) expect([changed.status, deleted.status, changed.body.status_code]).toEqual([200, 204, status]);
      else for (const refused of [changed, deleted]) expectProblem(refused, 409, 'estimate_locked');
    }
  });

  it('is not there to be moved on where it is not there', async () => {
    for (const call of Object.keys(ALLOWED)) {
      expectProblem(await step(crew().manager, 999_999, call), 404, 'not_found');
    }
  });

  it('is approved once by two who do it at the same time', async () => {
    const { id } = await estimateIn('submitted');

    const both = await Promise.all([step(crew().manager, id, 'approve'), step(crew().admin, id, 'approve')]);

    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});
