import { mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Logger, pino } from 'pino';
import { StartRefused } from '../../start-refused.ts';
import type { Audit } from '../../usecases/ports/audit.ts';
import { createLogger, WAITING_BYTES } from './pino-logger.ts';
import { TroubleSeries } from './trouble-series.ts';

/** The log on stdout, and a file of JSON lines beside it where one is named. */
export class PinoAudit implements Audit {
  private readonly file: Logger | null;

  /** @throws {StartRefused} when the file can't be written. */
  constructor(
    private readonly logger: Logger,
    path: string | undefined,
  ) {
    this.file = path === undefined ? null : openFile(path, logger);
  }

  record(what: string, fields: Readonly<Record<string, unknown>>): void {
    this.logger.info(fields, what);
    this.file?.info(fields, what);
  }
}

/**
 * Written at once: an audit that is lost with the process is none. Where it can't be written any more, a full disk stops
 * nobody's work: the log has the same lines.
 */
function openFile(path: string, logger: Logger): Logger {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = pino.destination({ fd: openSync(path, 'a', 0o600), sync: true, maxLength: WAITING_BYTES });
    const trouble = new TroubleSeries(logger);
    file.on('error', (err) => trouble.tell({ err }, 'the audit can not be written: its lines are in this log alone'));
    file.on('drain', () => trouble.end());
    return createLogger('info', file);
  } catch (error) {
    throw new StartRefused(`AUDIT_LOG: ${path} can't be written: ${(error as Error).message}`);
  }
}
