import type { Outages } from '../../usecases/ports/outages.ts';

/** Prisma: not reachable, timed out, closed, no connection free, no transaction begun in time. */
const PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028']);
/** Node's words for a network that does not carry. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
]);
/** PostgreSQL: connection trouble, too many connections, shutting down, starting up (appendix A of its manual). */
const POSTGRES = /^(08...|53300|57P0[1-5])$/;
/** `pg` says these in words alone. */
const WORDS = /connection terminated|connection error|timeout exceeded when trying to connect|query read timeout/i;

/** Reads it from what Prisma, `pg`, PostgreSQL and Node say, whoever wrapped it. */
export class DatabaseOutages implements Outages {
  isOutage(error: unknown): boolean {
    return layersOf(error).some(({ code, originalCode, message }) => {
      const name = originalCode ?? code ?? '';
      return PRISMA.has(name) || NETWORK.has(name) || POSTGRES.test(name) || WORDS.test(message ?? '');
    });
  }
}

interface Layer {
  readonly code?: string;
  readonly originalCode?: string;
  readonly message?: string;
}

/** An error, what caused it, and what caused that. */
function layersOf(error: unknown, depth = 0): Layer[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { cause, meta, errors } = error as {
    cause?: unknown;
    meta?: { driverAdapterError?: unknown };
    errors?: unknown[];
  };
  const deeper = [cause, meta?.driverAdapterError, ...(Array.isArray(errors) ? errors : [])];
  return [error as Layer, ...deeper.flatMap((inner) => layersOf(inner, depth + 1))];
}
