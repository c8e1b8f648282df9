import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { StartRefused } from '../../start-refused.ts';
import { CHANNEL, type Database } from './database.ts';
import { breakOffSilent, SILENCE_MS } from './silence.ts';

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** Asks a machine that says nothing whether it is still there: the system's own delay would be two hours. */
const PROBE_AFTER_MS = 10_000;
/**
 * What nobody waits for any more, being at a telephone, is given up by the server too; nothing here takes so long unless
 * something is stuck. Less than the silence that breaks a connection off, so that a server which is there says it itself.
 */
const SESSION = '-c TimeZone=UTC -c synchronous_commit=on -c lock_timeout=5s -c statement_timeout=8s';
/** How soon the listening connection is made again when it broke; while that fails, twice as late each time up to: */
const RELISTEN_MS = 100;
const RELISTEN_AT_LAST_MS = 1_000;

/** Connects to a PostgreSQL server. `onTrouble` hears of connections that broke. @throws {StartRefused} */
export async function openServer(url: string, onTrouble: (error: Error) => void): Promise<Database> {
  const settings = {
    connectionString: withSettings(url),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: PROBE_AFTER_MS,
  };
  const pool = new pg.Pool({ ...settings, max: CONNECTIONS });
  breakOffSilent(pool);
  pool.on('error', onTrouble);
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    throw new StartRefused(`DATABASE_URL: the database can't be reached: ${reasonOf(error)}`);
  }
  const stopped = new AbortController();
  return {
    pool,
    embedded: false,
    listen: (onNotify) => listenForever(settings, onNotify, onTrouble, stopped.signal),
    async close() {
      stopped.abort();
      await pool.end();
    },
  };
}

/**
 * Every session keeps UTC, since the adapter drops the offset of times, and waits for the disk at commit, since a crash
 * would otherwise take back what was shown already. What the address asks for besides stays.
 */
function withSettings(address: string): string {
  const url = new URL(address);
  const given = url.searchParams.get('options') ?? '';
  url.searchParams.set('options', `${given} ${SESSION}`.trim());
  return url.href;
}

/** Resolves when it listens for the first time. Every new connection counts as a notification: some may have been lost. */
function listenForever(
  settings: pg.ClientConfig,
  onNotify: () => void,
  onTrouble: (error: Error) => void,
  stopped: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const connectAgain = async () => {
      for (let waitMs = RELISTEN_MS; !stopped.aborted; waitMs = Math.min(2 * waitMs, RELISTEN_AT_LAST_MS)) {
        const client = new pg.Client({ ...settings, query_timeout: SILENCE_MS });
        const ended = new Promise<void>((end) => client.once('end', end));
        client.on('error', onTrouble);
        client.on('notification', onNotify);
        const end = () => void client.end();
        stopped.addEventListener('abort', end, { once: true });
        try {
          await client.connect();
          await client.query(`LISTEN ${CHANNEL}`);
          waitMs = RELISTEN_MS;
          onNotify();
          resolve();
          await ended;
        } catch (error) {
          onTrouble(error as Error);
          await client.end().catch(onTrouble);
        }
        stopped.removeEventListener('abort', end);
        await delay(waitMs, undefined, { signal: stopped }).catch(() => undefined); // woken early to stop
      }
    };
    void connectAgain();
  });
}

/** `pg` gives an AggregateError without a message where a name has several addresses and none answers. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
