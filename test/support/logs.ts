import { EventEmitter, once } from 'node:events';
import { createLogger } from '../../src/infrastructure/logging/pino-logger.ts';
import { inspect } from './secrets.ts';

/** A logger, and what it wrote: one object for each line. A line with a secret in it fails the file of tests. */
export function recordedLogger(level = 'trace'): {
  logger: ReturnType<typeof createLogger>;
  lines: Record<string, unknown>[];
  text(): string;
  /** Resolves when a line fits, written already or to come. */
  line(fits: (line: Record<string, unknown>) => boolean): Promise<void>;
} {
  const lines: Record<string, unknown>[] = [];
  const written = new EventEmitter();
  const write = (line: string) => {
    inspect(line);
    lines.push(JSON.parse(line));
    written.emit('line');
  };
  return {
    logger: createLogger(level, { write }),
    lines,
    text: () => lines.map((line) => JSON.stringify(line)).join('\n'),
    async line(fits) {
      while (!lines.some(fits)) await once(written, 'line');
    },
  };
}
