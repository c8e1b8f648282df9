import { describe, expect, it } from '@jest/globals';
import { call, verdictOf } from '../support/calls.ts';
import type { Client } from '../support/client.ts';
import { signedInCrew } from '../support/crew.ts';
import { pathOf, type Query, targetedStreams } from '../support/targeted-streams.ts';
import { sharedServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

describe('the names by which a stream of targeted sends is reached', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const streams = targetedStreams(server);
  const verdict = async (client: Client, query: Query) =>
    verdictOf(await call(server().url, `GET ${pathOf(query)}`, { token: client.token }));
  const greeting = async (client: Client, query: Query = {}) => (await streams.listen(client, query)).heard[0]?.data;
  const sessionOf = (client: Client): string =>
    JSON.parse(Buffer.from(client.token.split('.')[1] ?? '', 'base64url').toString()).sid;

  it.each<[string, Query]>([
    ['left out', {}],
    ['empty', { clientId: '', userId: '', sessionId: '' }],
  ])("are one's own, of one's sign-in, and one that is made, where they are %s", async (_how, query) => {
    const [one, other] = [await greeting(crew().foreman, query), await greeting(crew().foreman, query)];

    for (const { userId, sessionId } of [one, other]) {
      expect({ userId, sessionId }).toEqual({
        userId: server().staff.foreman.id,
        sessionId: sessionOf(crew().foreman),
      });
    }
    expect(one.clientId).not.toBe('');
    expect(one.clientId).not.toBe(other.clientId);
  });

  it('are kept as they were given, whatever their letters', async () => {
    const names = { clientId: 'планшет «Прораб» №1 & co', sessionId: `${'🏗'.repeat(199)}/` };

    expect(await greeting(crew().foreman, names)).toMatchObject(names);
  });

  it("may be somebody else's for admins, and for nobody else", async () => {
    const { foreman, foreman2, manager } = server().staff;

    expect(await greeting(crew().admin, { userId: foreman.id })).toMatchObject({ userId: foreman.id });
    expect(await greeting(crew().manager, { userId: manager.id })).toMatchObject({ userId: manager.id });
    expect(await verdict(crew().manager, { userId: foreman.id })).toBe('403 forbidden');
    expect(await verdict(crew().foreman, { userId: foreman2.id })).toBe('403 forbidden');
    expect(await verdict(crew().foreman, { userId: 999_999 })).toBe('403 forbidden');
    expect(await verdict(crew().admin, { userId: 999_999 })).toBe('404 not_found');
  });

  it.each<[string, Query]>([
    ['a line break in clientId', { clientId: 'a\nb' }],
    ['a carriage return in sessionId', { sessionId: 'a\rb' }],
    ['NUL', { clientId: 'a\0' }],
    ['blanks', { sessionId: '   ' }],
    ['201 characters', { clientId: 'x'.repeat(201) }],
    ['userId 0', { userId: 0 }],
    ['userId -1', { userId: -1 }],
    ['userId 1.5', { userId: 1.5 }],
    ['userId 2^31', { userId: 2 ** 31 }],
    ['userId that is no number', { userId: '7; DROP' }],
  ])('are refused with %s', async (_what, query) => {
    expect(await verdict(crew().admin, query)).toBe('422 validation_failed');
    expect(await verdict(crew().foreman, query)).toBe('422 validation_failed');
  });

  it('are refused where one is given twice', async () => {
    const answer = await call(server().url, 'GET /api/sse?clientId=a&clientId=b', { token: crew().foreman.token });

    expect(verdictOf(answer)).toBe('422 validation_failed');
  });

  it.each(['clientId', 'sessionId'])('are refused where somebody else holds the %s, until he is gone', async (name) => {
    const query = { [name]: `held as ${name}` };
    const his = await streams.raw(crew().foreman, query);
    const second = await streams.raw(crew().foreman, query);

    expect(await verdict(crew().foreman2, query)).toBe('409 name_taken');
    expect(await verdict(crew().admin, query)).toBe('409 name_taken');
    his.destroy();
    expect(await verdict(crew().foreman2, query)).toBe('409 name_taken');
    second.destroy();

    expect(await until(async () => (await verdict(crew().foreman2, query)) === '200')).toBe(true);
  });

  it('are still his where an admin listens as several people under his one sign-in', async () => {
    const { foreman, foreman2, admin } = server().staff;

    const greetings = [
      await greeting(crew().admin),
      await greeting(crew().admin, { userId: foreman.id, clientId: 'desk' }),
      await greeting(crew().admin, { userId: foreman2.id, clientId: 'desk' }),
    ];

    expect(greetings.map(({ userId }) => userId)).toEqual([admin.id, foreman.id, foreman2.id]);
    expect(new Set(greetings.map(({ sessionId }) => sessionId))).toEqual(new Set([sessionOf(crew().admin)]));
    expect(await verdict(crew().foreman, { clientId: 'desk' })).toBe('409 name_taken');
  });
});
