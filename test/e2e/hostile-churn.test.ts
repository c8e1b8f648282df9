import { beforeAll, describe, expect, it } from '@jest/globals';
import { OpenStreams } from '../../src/interfaces/sse/open-streams.ts';
import { LiveFeed } from '../../src/usecases/ports/live-feed.ts';
import { Switchboard } from '../../src/usecases/ports/switchboard.ts';
import { call } from '../support/calls.ts';
import { countedFeed } from '../support/counted-feed.ts';
import { signedInCrew } from '../support/crew.ts';
import { bytesInUse } from '../support/garbage.ts';
import { Stage } from '../support/hostile-stage.ts';
import { sharedServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';
import { comeAndGo, type Door } from '../support/visitors.ts';

const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

/** Of each of eight doors. `CHURN=1250` for ten thousand in all, which takes a minute. */
const EACH = Number(process.env.CHURN ?? 300);
const WARM = 60;
/** What memory comes and goes with the weather, and what may stay of a visitor; a forgotten stream is kilobytes. */
const BYTES = 2 * 1024 * 1024;
const BYTES_EACH = 200;
const CHURN_MS = 60_000 + 300 * EACH;

interface Count {
  readonly streams: number;
  readonly listeners: number;
  readonly lines: number;
  readonly sockets: number;
  readonly timers: number;
  readonly handlers: number;
}

describe('visitors who come and go', () => {
  const feed = countedFeed();
  const server = sharedServer({
    kind: 'PGlite', // without connections of its own, which would be counted
    settings: { SSE_MAX_CONNECTIONS_PER_USER: '0', RATE_LIMIT: 'off', LOG_LEVEL: 'silent' },
    arrange: (container) =>
      container.register<LiveFeed>(LiveFeed, { useValue: feed.around(container.resolve<LiveFeed>(LiveFeed)) }),
  });
  const crew = signedInCrew(server);
  const doors: Record<string, Door> = {};
  const door = (path: string, token: string | null, talks = true): Door => ({ url: server().url, path, token, talks });
  let least: { readonly listeners: number; readonly sockets: number };
  beforeAll(async () => {
    least = { listeners: feed.listeners(), sockets: sockets() }; // what earlier tests of this process keep, too
    const { token } = crew().manager;
    const stage = await Stage.set(server());
    const { head } = (await call(server().url, 'GET /api/v1/events?after=0&limit=1', { token })).body;
    const guest = `/api/dialogs/${stage.dialog}/events?${stage.asGuest}`;
    Object.assign(doors, {
      role: door('/api/v1/sse/events', token),
      resumed: door('/api/v1/sse/events?last_event_id=0', token),
      targeted: door('/api/sse', token),
      channel: door('/api/v1/streams/notifications', token),
      heartbeat: door('/api/v1/streams/heartbeat', null),
      operator: door(`/api/dialogs/${stage.dialog}/events`, token),
      guest: door(guest, null),
      poll: door(`/api/v1/events?after=${head}&wait=25`, token, false),
    });
    for (const one of Object.values(doors)) await comeAndGo(one, WARM);
  }, CHURN_MS);

  async function counted(): Promise<Count> {
    server().log.lines.length = 0;
    const resources = process.getActiveResourcesInfo();
    const handlers = process.eventNames().map((name) => process.listenerCount(name));
    return {
      streams: server().container.resolve(OpenStreams).size,
      listeners: feed.listeners(),
      lines: await server().container.resolve<Switchboard>(Switchboard).count({}),
      sockets: sockets(),
      timers: resources.filter((name) => name === 'Timeout').length,
      handlers: handlers.reduce((sum, count) => sum + count, 0),
    };
  }

  /** Resolves when nobody is left. */
  async function untilQuiet(): Promise<Count> {
    let now = await counted();
    const gone = ({ streams, lines, sockets, listeners }: Count) =>
      streams === 0 && lines === 0 && sockets <= least.sockets && listeners === least.listeners;
    const look = async () => {
      now = await counted();
      return gone(now);
    };
    await until(look).catch((error) => {
      throw new Error(`somebody is left: ${JSON.stringify({ now, least })}`, { cause: error });
    });
    return now;
  }

  it(
    'leave no connection, no listener, no timer and no byte behind',
    async () => {
      const before = await untilQuiet();
      const bytes = bytesInUse();
      const began = performance.now();
      let most = 0;
      const looking = setInterval(() => {
        most = Math.max(most, server().container.resolve(OpenStreams).size);
      }, 5);

      for (const one of Object.values(doors)) await comeAndGo(one, EACH);

      clearInterval(looking);
      const seconds = (performance.now() - began) / 1000;
      const visitors = EACH * Object.keys(doors).length;
      const after = await untilQuiet();
      const bound = bytes + BYTES + BYTES_EACH * visitors;
      let left = bytesInUse();
      for (let tries = 0; tries < 20 && left > bound; tries++) left = bytesInUse();
      console.log(`${visitors} visitors in ${seconds.toFixed(1)} s, at most ${most} at once`, {
        before,
        after,
        bytes,
        left,
      });
      const { streams, listeners, lines, handlers } = before;
      expect(after).toMatchObject({ streams, listeners, lines, handlers });
      expect(after.sockets).toBeLessThanOrEqual(before.sockets);
      expect(after.timers).toBeLessThanOrEqual(before.timers + 1);
      expect(left).toBeLessThan(bound);
      expect(most).toBeGreaterThan(1);
    },
    CHURN_MS,
  );
});
