import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { call, verdictOf } from '../../support/calls.ts';
import { Client } from '../../support/client.ts';
import { onPostgres } from '../../support/databases.ts';
import { stopOf } from '../../support/own-program.ts';
import { PostgresCluster } from '../../support/postgres-cluster.ts';
import { startedProgram } from '../../support/program.ts';
import { RawStream } from '../../support/raw-stream.ts';

/** Promised; five times that is hanging. */
const PROMISED_MS = 10_000;

onPostgres('a server without its PostgreSQL', () => {
  let cluster: PostgresCluster;
  beforeEach(async () => {
    cluster = (await PostgresCluster.init()) as PostgresCluster;
    await cluster.start();
  });
  afterEach(() => cluster.remove());

  it.each([
    ['is stopped', () => cluster.stop('immediate'), 503],
    ['hangs', async () => cluster.pause(), 'cut off'], // a browser comes back for that, and not after a refusal
  ])('that %s says good-bye and ends with 0 in time when it is told to', async (how, takeAway, opened) => {
    const env = { DATABASE_URL: cluster.url, JWT_SECRET: randomBytes(32).toString('hex') };
    const program = await startedProgram({ env, entry: 'demo' });
    const manager = await Client.signInAt(program.url, 'manager@demo.local', 'smeta-demo');
    const stream = await RawStream.open(program, manager.token);
    await stream.block('connected');

    await takeAway();
    const asking = call(program.url, 'GET /api/v1/projects', { token: manager.token });
    const headers = { Authorization: `Bearer ${manager.token}` };
    const opening = fetch(`${program.url}/api/v1/sse/events`, { headers }).then(
      ({ status }) => status,
      () => 'cut off',
    );
    await delay(500); // they were begun
    const { tookMs, code, signal } = await stopOf(program);
    await stream.end();
    const answer = await asking;

    console.log(`to the exit, with a database that ${how}: ${Math.round(tookMs)} ms (promised: ${PROMISED_MS})`);
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    expect(tookMs).toBeLessThan(5 * PROMISED_MS);
    expect([verdictOf(answer), answer.headers.get('Retry-After')]).toEqual(['503 unavailable', '2']);
    expect(await opening).toBe(opened);
    expect(stream.text).toMatch(/"event":"system.closing","data":\{"reason":"shutdown"\}[^\n]*\n\n$/);
  });
});
