import 'reflect-metadata';
import type { Logger } from 'pino';
import type { DependencyContainer } from 'tsyringe';
import { type Config, readConfig } from './config.ts';
import { createLogger } from './infrastructure/logging/pino-logger.ts';
import type { Database } from './infrastructure/prisma/database.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './server.ts';
import { StartRefused } from './start-refused.ts';

/** A process that is a server: from its environment to its exit code. */
export async function runProgram(
  environment: NodeJS.ProcessEnv,
  prepare: (container: DependencyContainer, config: Config, database: Database) => Promise<void>,
): Promise<RunningServer> {
  for (const output of [process.stdout, process.stderr]) output.on('error', survive);
  try {
    const config = readConfig(environment);
    const logger = createLogger(config.LOG_LEVEL);
    const server = await startServer(config, logger, (container, database) => prepare(container, config, database));
    surviveMistakes(server, logger);
    logger.info({ url: server.url }, 'listening');
    stopOnSignals(server);
    return server;
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Nobody reads what we print any more, or there is no room for it: no reason to stop serving, and nowhere to say it. */
function survive(): void {}

/** A stop that takes longer is stuck. */
const STOP_MS = 9_500;

/** The first signal ends in order, the second at once. */
function stopOnSignals(server: RunningServer): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    exitAfterStop(server, 0);
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
}

/**
 * A promise that nobody waited for has failed, which concerns one request: the others go on. An error that nobody
 * caught may have left anything half done: the process ends in order, and whoever watches over it starts it again.
 */
function surviveMistakes(server: RunningServer, logger: Logger): void {
  process.on('unhandledRejection', (err) =>
    logger.error({ err, request_id: server.requestId() }, 'unhandled rejection'),
  );
  process.on('uncaughtException', (err) => {
    logger.fatal({ err, request_id: server.requestId() }, 'uncaught exception: the server stops');
    exitAfterStop(server, 1);
  });
}

/** With 1 if anything in it asked for that. */
function exitAfterStop(server: RunningServer, code: 0 | 1): void {
  process.exitCode = process.exitCode || code;
  setTimeout(() => process.exit(1), STOP_MS).unref();
  server.stop().then(
    () => process.exit(),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      process.exit(1);
    },
  );
}
