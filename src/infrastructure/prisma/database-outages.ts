import type { Outages } from '../../usecases/ports/outages.ts';

/** Prisma: not reachable, timed out, closed, no connection free. */
const PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024']);
/** Prisma has one code for all that may be wrong with a transaction; these two come of a database that is too slow. */
const TRANSACTION = 'P2028';
const TOO_SLOW = /Unable to start a transaction in the given time|on an expired transaction/;
/** Node's words for a network that does not carry. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** Prisma's adapter, which keeps no code of these: around a raw statement Prisma's own says only that it failed. */
const ADAPTER = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout']);
/**
 * PostgreSQL (appendix A of its manual): connection trouble, no room on the disk or in memory, too many connections,
 * shutting down, starting up, a statement or a wait for a lock that took too long.
 */
const POSTGRES = /^(08...|53[123]00|57P0[1-5]|57014|55P03)$/;
/** `pg` says these in words alone, the first where the server stops. An error with a code somewhere in it may quote anything, as a client wrote it. */
const WORDS =
  /^(Cannot use a pool after calling end|Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired|Query read timeout)/;

/** Reads it from what Prisma, `pg`, PostgreSQL and Node say, whoever wrapped it. */
export class DatabaseOutages implements Outages {
  isOutage(error: unknown): boolean {
    const layers = layersOf(error);
    const named = layers.filter(({ code, originalCode, kind }) => (originalCode ?? code ?? kind) !== undefined);
    return named.length > 0 ? named.some(isAway) : layers.some(({ message = '' }) => WORDS.test(message));
  }
}

function isAway({ code, originalCode, kind = '', message = '' }: Layer): boolean {
  const name = originalCode ?? code ?? kind;
  if (name === TRANSACTION) return TOO_SLOW.test(message);
  return PRISMA.has(name) || NETWORK.has(name) || ADAPTER.has(name) || POSTGRES.test(name);
}

interface Layer {
  readonly code?: string;
  readonly originalCode?: string;
  readonly kind?: string;
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
