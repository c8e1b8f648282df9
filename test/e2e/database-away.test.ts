import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { onPostgres } from '../support/databases.ts';
import { textsOf } from '../support/dialog-streams.ts';
import { KeyedWriters } from '../support/keyed-writers.ts';
import { OutageStage } from '../support/outage-stage.ts';
import { beaten, openAllStreams, remembering } from '../support/outage-streams.ts';
import { PostgresCluster } from '../support/postgres-cluster.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { rawStreams } from '../support/raw-streams.ts';
import { hears, idsOf } from '../support/relaying-server.ts';
import { StreamReader } from '../support/stream-reader.ts';
import { changes, said } from '../support/streams.ts';
import { until } from '../support/until.ts';
import { upstreams } from '../support/upstream.ts';

/** Where there is no server, the last lines of the run say so. */
/** A silent database is noticed after 10 s by whoever asked, and after 5 s by whoever waits for a connection. */
const NOTICED_MS = 15_000;
const WRITERS = 6;
const KEPT = '/api/v1/sse/events';

interface Outage {
  readonly how: string;
  readonly away: (cluster: PostgresCluster) => Promise<void> | void;
  readonly back: (cluster: PostgresCluster) => Promise<void> | void;
  /** Lasts until so many beats were heard on every stream, and this long at least. */
  readonly leastMs: number;
}

const start = (cluster: PostgresCluster) => cluster.start();
const OUTAGES: readonly Outage[] = [
  { how: 'stopped', away: (cluster) => cluster.stop('fast'), back: start, leastMs: 0 },
  { how: 'stopped at once', away: (cluster) => cluster.stop('immediate'), back: start, leastMs: 0 },
  { how: 'killed', away: (cluster) => cluster.stop('killed'), back: start, leastMs: 0 },
  { how: 'hung', away: (cluster) => cluster.pause(), back: (cluster) => cluster.resume(), leastMs: 11_000 },
];

onPostgres('while the database is away', () => {
  let cluster: PostgresCluster;
  const source = upstreams();
  let stage: OutageStage;
  const open = rawStreams(() => stage.program);
  beforeAll(async () => {
    cluster = (await PostgresCluster.init()) as PostgresCluster;
    await cluster.start();
  });
  afterAll(() => cluster.remove());

  it.each(OUTAGES)('$how: writes are told to come again, streams stay, and then everything goes on', async (outage) => {
    const crm = await source();
    const tell = remembering(crm);
    stage = await OutageStage.set(cluster, crm);
    await crm.until(() => crm.readers === 1);
    const { manager, foreman } = stage;
    const all = await openAllStreams(open, stage);
    const before = said(all.role.blocks.at(-1) ?? '').id;
    const poll = stage.ask(`GET /api/v1/events?after=${before}&wait=25`, { token: manager.token });
    const writers = new KeyedWriters(
      { url: stage.program.url, token: foreman.token, projectId: stage.projectId },
      WRITERS,
    );
    await until(() => writers.writes.length > 3 * WRITERS);
    const behind = await open(KEPT, { token: manager.token, lastEventId: 0 });
    behind.socket.pause(); // in the midst of what it missed
    const troubles = stage.troubles();

    const awayAt = performance.now();
    await outage.away(cluster);
    await until(async () => (await stage.ask('GET /readyz')).status === 503);
    const noticedMs = performance.now() - awayAt;
    tell(`during: ${outage.how}`);
    const refused = await Promise.all(stage.calls(outage.how));
    await beaten(all, 2);
    await until(() => performance.now() - awayAt > outage.leastMs);
    const service = [await stage.ask('GET /healthz'), await stage.ask('GET /api/sse/health')];
    await outage.back(cluster);
    const backAt = performance.now();
    await until(async () => (await stage.ask('GET /readyz')).status === 200);
    const readyMs = performance.now() - backAt;
    await writers.wellAgain();
    await writers.stop();
    behind.socket.resume();
    tell(`after: ${outage.how}`);

    console.log(
      `${outage.how}: /readyz after ${noticedMs.toFixed(0)} ms, back after ${readyMs.toFixed(0)} ms; ${writers.failed.length} of ` +
        `${writers.writes.length} writes refused, the slowest after ${Math.max(...writers.writes.map(({ tookMs }) => tookMs)).toFixed(0)} ms`,
    );
    for (const { status, code, retryAfter, tookMs } of writers.failed) {
      expect({ status, code, retryAfter }).toEqual({ status: 503, code: 'unavailable', retryAfter: '2' });
      expect(tookMs).toBeLessThan(NOTICED_MS + 5_000);
    }
    for (const { status, body, headers } of refused) {
      expect([status, body.code, headers.get('Retry-After')]).toEqual([503, 'unavailable', '2']);
    }
    expect(service.map(({ status }) => status)).toEqual([200, 200]);
    expect(service[1]?.body.status).toBe('degraded');
    expect(Math.max(0, ...Object.values(troubles()))).toBeLessThanOrEqual(2); // one for each channel
    expect([200, 503]).toContain((await poll).status);
    await everythingOnce();
    await streamsGoOn();
    expect(await leftOpen()).toEqual([]);
    expect(Object.values(all).map(({ ended }) => ended)).toEqual(Object.values(all).map(() => false));
    expect((await stage.program.kill('SIGTERM')).code).toBe(0); // and the next one has the source at once

    /** Each key is one estimate and one event, told once, in order, also to the reader who was behind. */
    async function everythingOnce(): Promise<void> {
      expect(new Set(await writers.repeatFailed())).toEqual(new Set([201]));
      const { rows } = await query(
        `SELECT (data->>'estimate_id')::int AS id, comment AS key FROM event_log
         JOIN estimates ON subject = 'estimate:' || estimates.id
         WHERE type = 'estimate.created' AND comment = ANY($1) ORDER BY position`,
        [writers.keys],
      );
      const told = (stream: RawStream) =>
        changes(stream)
          .map(said)
          .filter(({ event, data }) => event === 'estimate.created' && rows.some(({ id }) => id === data.estimate_id))
          .map(({ data }) => data.estimate_id);
      const last = `"estimate_id":${rows.at(-1)?.id},`;
      for (const stream of [all.role, all.own, behind]) await stream.until(() => stream.has(last));

      expect(rows.map(({ key }) => key).sort()).toEqual(writers.keys.sort());
      for (const stream of [all.role, all.own, behind]) expect(told(stream)).toEqual(rows.map(({ id }) => id));
    }

    async function streamsGoOn(): Promise<void> {
      await hears(all.crm, `after: ${outage.how}`);
      const text = `После: ${outage.how}`;
      expect((await stage.say(text)).status).toBe(201);
      const delivered = [await stage.deliver(outage.how), await stage.deliver(outage.how)];
      expect(delivered.map(({ body }) => body.status)).toEqual(['accepted', 'repeated']);
      for (const stream of [all.office, all.guest]) await stream.until(() => textsOf(stream).includes(text));
      await all.targeted.until(() => all.targeted.has(`"name":"${outage.how}"`));

      expect(idsOf(all.crm)).toEqual([`during: ${outage.how}`, `after: ${outage.how}`]);
      expect(all.targeted.text.split('invoice.paid')).toHaveLength(2);
    }
  });

  it('a browser that comes then is told to come again, by each stream, and its EventSource does', async () => {
    stage = await OutageStage.set(cluster, await source());
    const { manager, dialog } = stage;
    await cluster.stop('fast');
    await until(async () => (await stage.ask('GET /readyz')).status === 503);
    const paths = ['/api/v1/sse/events', '/api/v1/streams/crm', '/api/sse', `/api/dialogs/${dialog.id}/events`];
    const browser = { token: manager.token, headers: { Accept: 'text/event-stream' } };
    const putOff = await Promise.all(paths.map((path) => open(path, browser)));
    const reader = StreamReader.role(stage.program.url, manager.token);
    await reader.event('system.closing');
    await cluster.start();
    await reader.event('connected');
    reader.close();

    for (const { head, text } of putOff) {
      expect(head.status).toBe(200);
      expect(text).toMatch(/^retry: [3-6]\d{3}\n\n.*system\.closing.*"reason":"failed".*\n\n$/s);
    }
    expect(new Set(reader.heard.map(({ id, data }) => `${data.event} ${id === '' ? 'nowhere' : 'somewhere'}`))).toEqual(
      new Set(['system.closing nowhere', 'connected somewhere']),
    );
  });

  function leftOpen() {
    return query("SELECT query FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'").then(({ rows }) => rows);
  }

  async function query(sql: string, values: unknown[] = []) {
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    return client.query(sql, values).finally(() => client.end());
  }
});
