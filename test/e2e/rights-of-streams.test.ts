import { beforeAll, describe, expect, it } from '@jest/globals';
import { LogPool } from '../../src/infrastructure/event-log/log-pool.ts';
import { call } from '../support/calls.ts';
import { Cast } from '../support/cast.ts';
import { aProject, Client } from '../support/client.ts';
import { databaseKinds } from '../support/databases.ts';
import { aDialog } from '../support/guests.ts';
import { doors, knock, openAtAll, UNAUTHORIZED } from '../support/many-streams.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { PASSWORD, sharedServer } from '../support/test-server.ts';

/** Promised within one second; five times that is hanging. */
const PROMISED_MS = 1_000;
const BEAT_MS = 2_000;

interface Person {
  readonly id: number;
  readonly client: Client;
}

describe.each(databaseKinds())('whoever loses his rights, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { RATE_LIMIT: 'off' } });
  const cast = Cast.at(server);
  const open = rawStreams(server);
  let paths: string[];
  beforeAll(async () => {
    paths = doors((await aDialog(cast())).dialog.id);
  });
  const hire = async (email: string): Promise<Person> => {
    const person = { email, name: email, role: 'manager', password: PASSWORD };
    const { id } = await cast().well('admin', 'POST /api/v1/users', person);
    return { id, client: await Client.signInAt(server().url, email, PASSWORD) };
  };
  const refresh = (refresh_token: string) =>
    call(server().url, 'POST /api/v1/auth/refresh', { body: { refresh_token } });

  it.each<[string, (person: Person) => PromiseLike<unknown>]>([
    ['a logout', ({ client }) => client.post('/auth/logout').expect(204)],
    ['a revocation', ({ id }) => cast().well('admin', `DELETE /api/v1/users/${id}/sessions`)],
    ['a deactivation', ({ id }) => cast().well('admin', `PATCH /api/v1/users/${id}`, { active: false })],
    ['another role', ({ id }) => cast().well('admin', `PATCH /api/v1/users/${id}`, { role: 'foreman' })],
    [
      'a refresh token used twice',
      ({ client: { refreshToken } }) => refresh(refreshToken).then(() => refresh(refreshToken)),
    ],
  ])('by %s hears nothing more on any stream, and his tokens open none', async (how, lose) => {
    const person = await hire(`${how.replaceAll(' ', '-')}@test.local`);
    const { body } = await person.client.post('/sse/ticket').expect(200);
    const streams = await openAtAll(open, person.client, paths);
    const other = await open('/api/v1/sse/events', { token: (await Client.signIn(server(), 'admin')).token });

    const began = performance.now();
    await lose(person);
    await Promise.all(streams.map((stream) => stream.end()));
    const ms = performance.now() - began;
    await aProject(await Client.signIn(server(), 'manager'), [], `После: ${how}`);
    await other.block('project.created');
    const answers = await knock(server().url, [person.client.token, body.ticket], paths);

    console.log(`${how}: ${streams.length} streams ended after ${ms.toFixed(0)} ms (promised: ${PROMISED_MS})`);
    expect(ms).toBeLessThan(5 * PROMISED_MS);
    for (const stream of streams) expect(stream.text).toMatch(UNAUTHORIZED);
    for (const stream of streams) expect(stream.text).not.toContain('После');
    expect(new Set(answers)).toEqual(new Set(['401 unauthenticated']));
  });
});

describe.each(databaseKinds())('a session that is ended past everything, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { SSE_KEEPALIVE_INTERVAL: `${BEAT_MS}` } });
  const open = rawStreams(server);

  it('takes its stream with it at the next sign of life', async () => {
    const { token } = await Client.signIn(server(), 'foreman');
    const stream = await open('/api/v1/sse/events', { token });
    await stream.block('connected');
    const began = performance.now();

    await silently(`UPDATE sessions SET revoked_at = now() WHERE user_id = ${server().staff.foreman.id}`);
    await stream.end();

    const ms = performance.now() - began;
    console.log(`a session ended silently: its stream after ${ms.toFixed(0)} ms (a keepalive each ${BEAT_MS})`);
    expect(stream.text).toMatch(UNAUTHORIZED);
    expect(stream.text.split('"keepalive"')).toHaveLength(2);
    expect(ms).toBeLessThan(BEAT_MS + 5 * PROMISED_MS);
  });

  /** As a migration may: the log hears nothing of it. */
  async function silently(sql: string): Promise<void> {
    const client = await server().container.resolve<LogPool>(LogPool).connect();
    try {
      await client.query(`BEGIN; SET LOCAL smeta.silent = 'on'; ${sql}; COMMIT`);
    } finally {
      client.release();
    }
  }
});
