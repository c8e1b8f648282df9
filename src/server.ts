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
import { Rarely } from './interfaces/http/rarely.ts';
import { ChannelMetrics } from './interfaces/sse/channel-metrics.ts';
import { openDoor, type RunningServer } from './running-server.ts';

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
