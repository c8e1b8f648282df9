import type pg from 'pg';

/** A PostgreSQL, inside this process or beside it. All connections keep UTC and wait for the disk at commit. */
export interface Database {
  readonly pool: pg.Pool;
  /** Whether it is a PGlite in this process, with its one connection. */
  readonly embedded: boolean;
  /**
   * Calls `onNotify` after each commit that stored events, and whenever some may have been missed. Hints may be lost:
   * whoever listens also looks from time to time.
   */
  listen(onNotify: () => void): Promise<void>;
  close(): Promise<void>;
}

/** The channel that the trigger on the event log rings. */
export const CHANNEL = 'event_log';
