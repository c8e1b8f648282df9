import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { DependencyContainer } from 'tsyringe';
import type { Config } from './config.ts';
import { databaseTrouble } from './database-trouble.ts';
import type { ChannelRelays } from './infrastructure/channels/channel-relays.ts';
import type { LogReader } from './infrastructure/event-log/log-reader.ts';
import type { RetentionSweeper } from './infrastructure/event-log/retention-sweeper.ts';
import type { Database } from './infrastructure/prisma/database.ts';
import { HttpApp } from './interfaces/http/app.ts';
import { MessageTrail } from './interfaces/http/dialogs/message-trail.ts';
import { createDoor } from './interfaces/http/door.ts';
import { DoorLimits } from './interfaces/http/door-limits.ts';
import { OpenStreams } from './interfaces/sse/open-streams.ts';
import { close, listen } from './listening.ts';
import { OpenRequests } from './open-requests.ts';
import { PollRoleFeed } from './usecases/live-feed/poll-role-feed.ts';
import { Readiness } from './usecases/ports/readiness.ts';
import { Trace } from './usecases/ports/trace.ts';

/** How long the log may take to be handed out to its end. */
const CATCH_UP_MS = 2_000;
/** How long running requests may take to end, from the beginning of a stop. */
const DRAIN_MS = 6_000;
/** How long it may take until those are told who have no answer then. */
const LAST_ANSWERS_MS = 250;
/** How long a database may take to let go, or what still reads from it: one that is away never does. */
const LET_GO_MS = 2_000;

export interface RunningServer {
  /** `http://127.0.0.1:8000` */
  readonly url: string;
  /** Of the request that is being worked on, where there is one. */
  requestId(): string | undefined;
  /** Says good-bye to streams, lets requests end, closes the database. Once, however often it is called. */
  stop(): Promise<void>;
}

/** What works behind the door, and ends with it. */
export interface Workers {
  readonly reader: LogReader;
  readonly sweeper: RetentionSweeper;
  readonly relays: ChannelRelays;
}

/** Lets people in, until it is told to stop. */
export async function openDoor(
  config: Config,
  container: DependencyContainer,
  database: Database,
  { reader, sweeper, relays }: Workers,
): Promise<RunningServer> {
  let stopping = false;
  const readiness: Readiness = {
    trouble: async () => (stopping ? 'stopping' : await databaseTrouble(database)),
  };
  container.register<Readiness>(Readiness, { useValue: readiness });
  const app = container.resolve(HttpApp);
  const streams = container.resolve(OpenStreams);
  const polls = container.resolve(PollRoleFeed);
  const trail = container.resolve(MessageTrail);
  const trace = container.resolve<Trace>(Trace);
  const requests = new OpenRequests();
  const server = createDoor(app.express, container.resolve<DoorLimits>(DoorLimits));
  server.prependListener('request', (request, response) => requests.add(request, response));
  await listen(server, config);
  const { address, port, family } = server.address() as AddressInfo;
  const stop = async () => {
    const from = performance.now();
    stopping = true;
    app.turnAway();
    await Promise.all([relays.stop(), within(CATCH_UP_MS, reader.catchUp())]); // others take the sources over meanwhile
    streams.shutDown();
    polls.release();
    trail.leave();
    await within(DRAIN_MS - (performance.now() - from), Promise.all([requests.finished(), streams.finished()]));
    await within(LAST_ANSWERS_MS, app.giveUp(requests.unanswered()));
    await close(server);
    await within(LET_GO_MS, letGo(database, reader, sweeper));
  };
  let stopped: Promise<void> | null = null;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    requestId: () => trace.requestId(),
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function letGo(database: Database, reader: LogReader, sweeper: RetentionSweeper): Promise<void> {
  await Promise.all([reader.stop(), sweeper.stop()]);
  await database.close();
}

/** Waits no longer than that, whatever becomes of it. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const patience = new AbortController();
  const late = delay(ms, undefined, { ref: false, signal: patience.signal }).catch(() => undefined);
  await Promise.race([work, late]).finally(() => patience.abort());
}
