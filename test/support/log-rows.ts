import { randomUUID } from 'node:crypto';
import type pg from 'pg';

export interface WrittenEvent {
  readonly subject: string;
  readonly audience: readonly string[];
  /** JSON text. */
  readonly data: string;
}

export const OFFICE_KEYS = ['role:manager', 'role:admin'];

const WRITE = `INSERT INTO event_log (id, stream, type, subject, audience, data, occurred_at)
  SELECT id, 'role', 'estimate.updated', subject, string_to_array(audience, ' '), data::json, now()
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS event (id, subject, audience, data, place)
  ORDER BY place`;

/** Thousands of events in no time: rows of the log as a unit of work writes them, in one commit, without their cause. */
export async function writeToLog(pool: pg.Pool, events: readonly WrittenEvent[]): Promise<void> {
  await pool.query(WRITE, [
    events.map(() => randomUUID()),
    events.map(({ subject }) => subject),
    events.map(({ audience }) => audience.join(' ')),
    events.map(({ data }) => data),
  ]);
}

/** Makes all that is in the log as old as that, and what follows new. */
export async function age(pool: pg.Pool, days: number): Promise<void> {
  await pool.query('UPDATE event_log SET occurred_at = now() - make_interval(days => $1)', [days]);
}
