import type { Socket } from 'node:net';
import type pg from 'pg';

/** How long a server may leave a question without a byte of answer. More than it allows itself for a statement. */
export const SILENCE_MS = 10_000;

/** Node's name for it, so that it is known for what it is, whoever wraps it. */
const TIMED_OUT = 'ETIMEDOUT';

/** What `pg` has, and its types do not tell. */
interface Connected {
  readonly connection: { readonly stream: Socket };
  /** Nothing was asked that is not answered. */
  readonly readyForQuery: boolean;
}

const patient = new WeakSet<pg.ClientBase>();

/**
 * Breaks connections of the pool off whose server has gone silent, with all that was asked on them. `query_timeout` of
 * `pg` gives up the one question alone: a ROLLBACK behind it waits as long again and is then never sent, and the
 * connection goes back into the pool with half a transaction open, which the next user of it commits.
 */
export function breakOffSilent(pool: pg.Pool, silenceMs = SILENCE_MS): void {
  pool.on('connect', (client) => {
    const connected = client as unknown as Connected;
    const { stream } = connected.connection;
    stream.setTimeout(silenceMs).on('timeout', () => {
      if (!connected.readyForQuery && !patient.has(client)) stream.destroy(databaseSilent(silenceMs));
    });
  });
  pool.on('release', (_error, client) => patient.delete(client));
}

/** Until it is released, this one may be silent: it waits for another instance, or changes a large table. */
export function allowSilence(client: pg.ClientBase): void {
  patient.add(client);
}

function databaseSilent(silenceMs: number): Error {
  return Object.assign(new Error(`the database has been silent for ${silenceMs} ms`), { code: TIMED_OUT });
}
