import { afterEach, describe, expect, it } from '@jest/globals';
import { LogPool } from '../../src/infrastructure/event-log/log-pool.ts';
import { LiveFeed } from '../../src/usecases/ports/live-feed.ts';
import { call } from '../support/calls.ts';
import { countedFeed } from '../support/counted-feed.ts';
import { signedInCrew } from '../support/crew.ts';
import { onPostgres } from '../support/databases.ts';
import { testEnvironment } from '../support/environment.ts';
import { flood } from '../support/event-flood.ts';
import { RawStream } from '../support/raw-stream.ts';
import { ServerClock } from '../support/server-clock.ts';
import { sendInside } from '../support/targeted-streams.ts';
import { sharedServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';
import { vanishingPeers } from '../support/vanishing-peers.ts';

/** Promised for an idle stream; five times that is hanging. */
const PROMISED_MS = 30_000;
const TEST_MS = 6 * PROMISED_MS;
const ROLE = '/api/v1/sse/events';
/** Of the time between two keepalives: in each part of it somebody vanishes. */
const [PARTS, PART_MS] = [6, 5_000];
const TRICKLE_MS = 200;
/** More than the kernel takes for somebody who acknowledges nothing, and more than may wait besides. */
const MUCH = { events: 2_000, bytes: 2_000 };
/** Of the server's clock: a few are `SSE_CONNECTION_TIMEOUT`. */
const STEP_MS = 5_000;

const maybe = testEnvironment().networks ? describe : describe.skip;

maybe('peers that vanish without a word', () => {
  const [dropped, cut] = [vanishingPeers(), vanishingPeers()];
  const clock = new ServerClock();
  const feed = countedFeed();
  const server = sharedServer({
    settings: { HOST: '0.0.0.0' },
    arrange(container) {
      clock.arrange(container);
      container.register<LiveFeed>(LiveFeed, { useValue: feed.around(container.resolve<LiveFeed>(LiveFeed)) });
    },
  });
  const crew = signedInCrew(server);
  let trickle: NodeJS.Timeout;
  afterEach(() => clearInterval(trickle));

  it(
    'are given up, idle or not, whenever it was, and whoever is there stays',
    async () => {
      const { token } = crew().manager;
      const here = await RawStream.open(server(), crew().admin.token);
      await here.block('connected');
      const listeners = feed.listeners();
      const kinds = ['/api/v1/streams/heartbeat', '/api/v1/streams/crm', '/api/sse', `/api/sse?clientId=busy`];
      for (const path of kinds) dropped.open(server().url, path, token);
      await until(async () => (await streams()) === 1 + kinds.length);
      for (let part = 1; part <= PARTS; part++) {
        for (const peers of [dropped, cut]) peers.open(server().url, ROLE, token);
        await until(async () => (await streams()) === 1 + kinds.length + 2 * part);
        clock.forward(PART_MS);
      }
      trickle = setInterval(() => void sendInside(server(), { clientId: 'busy' }, 'note', 'x'), TRICKLE_MS);

      dropped.vanish('packets are dropped');
      cut.vanish('the cable is cut');
      const from = performance.now();
      const ends: number[] = [];
      for (let left = await streams(); left > 1; ) {
        const now = await until(async () => ((await streams()) < left ? { streams: await streams() } : null));
        for (; now && left > now.streams; left--) ends.push(Math.round(performance.now() - from));
      }

      console.log(`given up after ${ends.join(', ')} ms (promised for idle streams: ${PROMISED_MS})`);
      expect(ends.at(-1)).toBeLessThan(5 * PROMISED_MS);
      const { body: stats } = await crew().admin.get('/sse/stats').expect(200);
      expect(stats).toMatchObject({ total_connections: 1, users: { [server().staff.admin.id]: 1 } });
      expect(feed.listeners()).toBe(listeners);
      const reasons = server()
        .log.lines.filter(({ msg }) => msg === 'SSE stream closed')
        .map(({ reason }) => reason);
      expect(reasons).toEqual(Array(kinds.length + 2 * PARTS).fill('gone'));
      expect(here.ended).toBe(false);
      here.destroy();
    },
    TEST_MS,
  );

  async function streams(): Promise<number> {
    const { body } = await call(server().url, 'GET /api/sse/health');
    return body.connections;
  }
});

maybe('a peer that vanishes', () => {
  onPostgres('while much is on its way to it, on PostgreSQL', (kind) => {
    const peers = vanishingPeers();
    const clock = new ServerClock();
    const server = sharedServer({ kind, settings: { HOST: '0.0.0.0' }, arrange: clock.arrange });
    const crew = signedInCrew(server);

    it('is given up for what waits, as anybody who takes nothing', async () => {
      peers.open(server().url, ROLE, crew().manager.token);
      const total = async () => (await crew().admin.get('/sse/stats').expect(200)).body.total_connections;
      await until(async () => (await total()) === 1);

      peers.vanish('packets are dropped');
      const from = performance.now();
      await flood(server().container.resolve<LogPool>(LogPool), MUCH);
      await until(async () => {
        clock.forward(STEP_MS);
        return (await total()) === 0;
      });

      const took = Math.round(performance.now() - from);
      console.log(`given up for what waited: ${took} ms, in which the server's clock went some minutes`);
      const closed = server().log.lines.filter(({ msg }) => msg === 'SSE stream closed');
      expect(closed).toMatchObject([{ reason: 'slow' }]);
      const { body } = await crew().admin.get('/sse/stats').expect(200);
      expect(body).toMatchObject({ total_connections: 0, users: {} });
    });
  });
});
