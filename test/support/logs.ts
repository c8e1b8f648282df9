import { createLogger } from '../../src/infrastructure/logging/pino-logger.ts';

/** A logger, and what it wrote: one object for each line. */
export function recordedLogger(level = 'trace'): {
  logger: ReturnType<typeof createLogger>;
  lines: Record<string, unknown>[];
  text(): string;
} {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger(level, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { logger, lines, text: () => lines.map((line) => JSON.stringify(line)).join('\n') };
}
