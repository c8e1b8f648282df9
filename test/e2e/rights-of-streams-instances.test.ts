import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { call } from '../support/calls.ts';
import { Client } from '../support/client.ts';
import { onPostgres } from '../support/databases.ts';
import { doors, knock, openAtAll, UNAUTHORIZED } from '../support/many-streams.ts';
import { PostgresCluster } from '../support/postgres-cluster.ts';
import { startedProgram } from '../support/program.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { SECRET } from '../support/test-server.ts';

/** Where there is no server, the last lines of the run say so. */
/** Promised between two instances; five times that is hanging. */
const PROMISED_MS = 2_000;
const PASSWORD = 'smeta-demo';
const BEAT_MS = 500;
const TOKEN_MS = 6_000;

onPostgres('rights to listen, over processes and a database of their own', () => {
  let cluster: PostgresCluster;
  let far = '';
  const open = rawStreams(() => ({ url: far }));
  beforeEach(async () => {
    cluster = (await PostgresCluster.init()) as PostgresCluster;
    await cluster.start();
  });
  afterEach(() => cluster.remove());
  const instance = async (settings: Record<string, string> = {}) => {
    const env = { DATABASE_URL: cluster.url, JWT_SECRET: SECRET, AUDIT_LOG: '', SSE_KEEPALIVE_INTERVAL: `${BEAT_MS}` };
    return (await startedProgram({ entry: 'demo', env: { ...env, ...settings } })).url;
  };
  const signIn = (url: string, who: string) => Client.signInAt(url, `${who}@demo.local`, PASSWORD);

  it('end on the other instance too, in time, and nothing is opened there any more', async () => {
    const near = await instance();
    far = await instance();
    const [admin, manager, foreman] = [
      await signIn(near, 'admin'),
      await signIn(near, 'manager2'),
      await signIn(near, 'foreman'),
    ];
    const { body: me } = await manager.get('/auth/me').expect(200);
    const { items } = (await call(near, 'GET /api/dialogs', { token: manager.token })).body;
    const paths = doors(items[0].id);
    const streams = await openAtAll(open, manager.at(far), paths);
    const his = await openAtAll(open, foreman.at(far), ['/api/v1/sse/events', '/api/sse']);
    const began = performance.now();

    await admin.delete(`/users/${me.id}/sessions`).expect(204);
    await Promise.all(streams.map((stream) => stream.end()));
    const revoked = performance.now() - began;
    await foreman.post('/auth/logout').expect(204);
    await Promise.all(his.map((stream) => stream.end()));

    console.log(
      `revoked on one instance: ${streams.length} streams of the other ended after ${revoked.toFixed(0)} ms (promised: ${PROMISED_MS})`,
    );
    expect(revoked).toBeLessThan(5 * PROMISED_MS);
    for (const stream of [...streams, ...his]) expect(stream.text).toMatch(UNAUTHORIZED);
    expect(new Set(await knock(far, [manager.token], paths))).toEqual(new Set(['401 unauthenticated']));
  });

  it('are not refused by a database that says nothing: streams stay until their token ends by itself', async () => {
    far = await instance({ ACCESS_TOKEN_TTL: `${TOKEN_MS}` });
    const manager = await signIn(far, 'manager');
    const { exp } = JSON.parse(Buffer.from(manager.token.split('.')[1] ?? '', 'base64url').toString());
    const [byToken, byTicket] = await openAtAll(open, manager, ['/api/v1/sse/events']);
    if (!byToken || !byTicket) throw new Error('one door, two streams');

    cluster.pause();
    await byToken.end();
    const late = Date.now() - exp * 1_000;
    const { length } = byTicket.blocks;
    await byTicket.until(() => byTicket.blocks.length > length + 2);
    cluster.resume();
    await (await signIn(far, 'manager')).post('/auth/logout').expect(204); // another session's
    await byTicket.until(() => byTicket.blocks.length > length + 4);

    expect(byToken.text.split('"keepalive"').length).toBeGreaterThan(3);
    expect(byToken.text).toMatch(UNAUTHORIZED);
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(5_000);
    expect(byTicket.ended).toBe(false);
  });
});
