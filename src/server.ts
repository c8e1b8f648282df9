import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DependencyContainer } from 'tsyringe';
import type { Config } from './config.ts';
import { compose } from './container.ts';
import { InMemoryBroker } from './infrastructure/broker/in-memory-broker.ts';
import { ChannelRelays } from './infrastructure/channels/channel-relays.ts';
import { LogReader } from './infrastructure/event-log/log-reader.ts';
import { RetentionSweeper } from './infrastructure/event-log/retention-sweeper.ts';
import type { Database } from './infrastructure/prisma/database.ts';
import { migrate } from './infrastructure/prisma/migrator.ts';
import { openServer } from './infrastructure/prisma/pg-database.ts';
import { openEmbedded } from './infrastructure/prisma/pglite-database.ts';
import { HttpApp } from './interfaces/http/app.ts';
import { MessageTrail } from './interfaces/http/dialogs/message-trail.ts';
import { createDoor } from './interfaces/http/door.ts';
import { DoorLimits } from './interfaces/http/door-limits.ts';
import { Rarely } from './interfaces/http/rarely.ts';
import { ChannelMetrics } from './interfaces/sse/channel-metrics.ts';
import { OpenStreams } from './interfaces/sse/open-streams.ts';
import { OpenRequests } from './open-requests.ts';
import { StartRefused } from './start-refused.ts';
import { PollRoleFeed } from './usecases/live-feed/poll-role-feed.ts';
import { Readiness } from './usecases/ports/readiness.ts';
import { Trace } from './usecases/ports/trace.ts';

/** A database that takes longer is away. */
const ANSWER_MS = 2_000;
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

/** What a program does before anybody can come in. */
export type Prepare = (container: DependencyContainer, database: Database) => Promise<void>;

/** @throws {StartRefused} for what the owner of the installation can mend. */
export async function startServer(config: Config, logger: Logger, prepare: Prepare): Promise<RunningServer> {
  return serve(config, await openDatabase(config, logger), logger, prepare);
}

/** From an open database, which it closes in the end, to the door. */
export async function serve(
  config: Config,
  database: Database,
  logger: Logger,
  prepare: Prepare,
): Promise<RunningServer> {
  const broker = new InMemoryBroker(logger);
  const reader = new LogReader(database.pool, broker, logger);
  const retention = { eventDays: config.EVENT_RETENTION_DAYS, sessionTtlMs: config.SESSION_TTL };
  const sweeper = new RetentionSweeper(database.pool, retention, logger);
  const running: { stop(): Promise<void> }[] = [reader, sweeper];
  try {
    await migrate(database.pool);
    if (database.embedded) await database.pool.query('SELECT event_log_jump()');
    const container = compose(config, database, broker, logger);
    await prepare(container, database);
    await reader.start();
    sweeper.start();
    await database.listen(() => reader.wake());
    reader.wake();
    const relays = container.resolve(ChannelRelays);
    running.push(relays);
    relays.start();
    container.resolve(ChannelMetrics);
    return await openDoor(config, container, database, { reader, sweeper, relays });
  } catch (error) {
    await Promise.all(running.map((part) => part.stop()));
    await database.close();
    throw error;
  }
}

function openDatabase(config: Config, logger: Logger): Promise<Database> {
  if (!config.DATABASE_URL) return openEmbedded(config.DATA_DIR);
  const rarely = new Rarely();
  const onTrouble = (err: Error) => logger[rarely.level()]({ err }, 'a connection to the database broke');
  return openServer(config.DATABASE_URL, onTrouble);
}

async function openDoor(
  config: Config,
  container: DependencyContainer,
  database: Database,
  { reader, sweeper, relays }: { reader: LogReader; sweeper: RetentionSweeper; relays: ChannelRelays },
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
    await Promise.all([relays.stop(), within(ANSWER_MS, reader.catchUp())]); // others take the sources over meanwhile
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

async function databaseTrouble({ pool }: Database): Promise<'database_away' | null> {
  try {
    const answered = await Promise.race([pool.query('SELECT 1'), delay(ANSWER_MS, null, { ref: false })]);
    return answered === null ? 'database_away' : null;
  } catch {
    return 'database_away'; // what is wrong with it stands in the log already
  }
}

/** Connections that wait to be accepted: when all come back at once, a full queue costs each of the others seconds. */
const BACKLOG = 4_096;

async function listen(server: Server, { HOST: host, PORT: port }: Config): Promise<void> {
  try {
    server.listen({ port, host, backlog: BACKLOG });
    await once(server, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new StartRefused(`PORT: ${port} on ${host} is in use by another program.`);
    throw new StartRefused(`HOST, PORT: can't listen at ${host}:${port}: ${message}`);
  }
}

/** Up to now it went on listening, to say that it stops. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close().closeAllConnections();
  await closed;
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
