import { mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Logger, pino } from 'pino';
import { StartRefused } from '../../start-refused.ts';
import type { Audit } from '../../usecases/ports/audit.ts';
import { createLogger } from './pino-logger.ts';

/** The log on stdout, and a file of JSON lines beside it where one is named. */
export class PinoAudit implements Audit {
  private readonly file: Logger | null;

  /** @throws {StartRefused} when the file can't be written. */
  constructor(
    private readonly logger: Logger,
    path: string | undefined,
  ) {
    this.file = path === undefined ? null : openFile(path);
  }

  record(what: string, fields: Readonly<Record<string, unknown>>): void {
    this.logger.info(fields, what);
    this.file?.info(fields, what);
  }
}

/** Written at once: an audit that is lost with the process is none. */
function openFile(path: string): Logger {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return createLogger('info', pino.destination({ fd: openSync(path, 'a', 0o600), sync: true }));
  } catch (error) {
    throw new StartRefused(`AUDIT_LOG: ${path} can't be written: ${(error as Error).message}`);
  }
}
