import { describe, expect, it } from '@jest/globals';
import { LogPool } from '../../../../src/infrastructure/event-log/log-pool.ts';
import { call, verdictOf } from '../../../support/calls.ts';
import { signedInCrew } from '../../../support/crew.ts';
import { sendAs, targetedStreams, told, toldBy } from '../../../support/targeted-streams.ts';
import { sharedServer } from '../../../support/test-server.ts';

const SEND = 'POST /api/sse/send';
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('POST /api/sse/send', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const streams = targetedStreams(server);
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    call(server().url, SEND, { token: crew().admin.token, body, headers });
  const stored = async () =>
    (await server().container.resolve<LogPool>(LogPool).query("SELECT * FROM event_log WHERE stream = 'targeted'"))
      .rows;
  const audited = () => server().log.lines.filter(({ msg }) => msg === 'SSE notice sent');

  it('is for admins, whatever the body says', async () => {
    for (const body of [{ type: 'note', data: 1 }, {}, '{']) {
      const as = (token: string | null) => call(server().url, SEND, { token, body });
      const verdicts = [await as(null), await as(crew().foreman.token), await as(crew().manager.token)].map(verdictOf);

      expect(verdicts).toEqual(['401 unauthenticated', '403 forbidden', '403 forbidden']);
    }
    expect(audited()).toEqual([]);
  });

  it('is not for a ticket', async () => {
    const { body } = await crew().admin.post('/sse/ticket').expect(200);

    const answer = await call(server().url, SEND, { token: body.ticket, body: { type: 'note', data: 1 } });

    expect(verdictOf(answer)).toBe('401 unauthenticated');
  });

  it('takes what is just within its bounds', async () => {
    const { id } = server().staff.foreman;
    const bodies = [
      { type: '🏗'.repeat(200), data: JSON.parse(nested(64)), target: { userId: id } },
      { type: 'a', data: 'x'.repeat(200_000), target: { userId: `${id}` } },
      { type: 'a', data: null, target: { clientId: 'x'.repeat(200), sessionId: 'y'.repeat(200), role: 'admin' } },
      { type: 'a', data: false, target: {} },
    ];

    for (const body of bodies) expect((await post(body)).status).toBe(202);
  });

  it('leaves in the log who sent it and in which request', async () => {
    const { admin, foreman } = server().staff;

    const { headers } = await post({ type: 'note', data: 1, target: { userId: foreman.id } });

    const request_id = headers.get('X-Request-Id');
    expect((await stored()).at(-1)).toMatchObject({ type: 'note', actor_id: admin.id, request_id });
  });

  it('leaves a line of audit for each send, without what was said', async () => {
    const { admin, foreman } = server().staff;
    const secret = 'тайна, которой нет в журнале';
    const { headers } = await post({ type: 'note', data: { secret }, target: { userId: String(foreman.id) } });
    await post({ type: 'note', data: secret });

    const [one, two] = audited().slice(-2);
    expect(one).toMatchObject({
      request_id: headers.get('X-Request-Id'),
      user_id: admin.id,
      type: 'note',
      target: { userId: foreman.id },
      delivered: 0,
    });
    expect(two).toMatchObject({ target: {}, delivered: 0 });
    expect(server().log.text()).not.toContain(secret);
  });

  describe.each<[string, () => object]>([
    ['stored', () => ({ userId: server().staff.foreman.id })],
    ['not stored', () => ({ role: 'foreman' })],
  ])('with an Idempotency-Key, for what is %s', (what, target) => {
    it('sends once, and answers a repeat the same', async () => {
      const reader = await streams.listen(crew().foreman);
      const body = { type: 'note', data: `once ${what}`, target: target() };
      const send = () => post(body, { 'Idempotency-Key': `once ${what}` });

      const answers = [...(await Promise.all([send(), send(), send()])), await send()];
      await post({ type: 'mark', data: what, target: { userId: server().staff.foreman.id } });
      await told(reader, what, 'mark');
      await post({ type: 'mark', data: `${what} too` });
      await told(reader, `${what} too`, 'mark');

      expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [202, { delivered: 1 }]));
      expect(answers.filter(({ headers }) => headers.get('Idempotent-Replayed') === 'true')).toHaveLength(3);
      expect(toldBy(reader)).toEqual([body.data]);
    });

    it('is refused with another body, and sends nothing', async () => {
      const reader = await streams.listen(crew().foreman);
      const key = { 'Idempotency-Key': `one body ${what}` };
      await post({ type: 'note', data: 1, target: target() }, key);

      const other = await post({ type: 'note', data: 2, target: target() }, key);
      await post({ type: 'mark', data: what, target: { userId: server().staff.foreman.id } });
      await told(reader, what, 'mark');

      expect(verdictOf(other)).toBe('422 idempotency_key_reused');
      expect(toldBy(reader)).toEqual([1]);
    });
  });

  it('answers with how many it reached, to whomever', async () => {
    await Promise.all([streams.listen(crew().foreman), streams.listen(crew().foreman), streams.listen(crew().manager)]);

    const answer = await sendAs(crew().admin, server(), { type: 'note', data: 1 });

    expect([answer.status, answer.media, answer.body]).toEqual([202, 'application/json', { delivered: 3 }]);
  });
});
