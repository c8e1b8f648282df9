import type { LogPool } from '../../src/infrastructure/event-log/log-pool.ts';

export interface Flood {
  readonly events: number;
  /** Of the data of each. */
  readonly bytes: number;
}

/**
 * Commits events for managers and admins, all at once, past everything but the log itself; answers the position of the
 * last. They are of a project 1 that there need not be.
 */
export async function flood(pool: LogPool, { events, bytes }: Flood): Promise<number> {
  await pool.query(
    `INSERT INTO event_log (id, stream, type, subject, audience, data, occurred_at)
      SELECT gen_random_uuid(), 'role', 'project.updated', 'project:1', '{role:manager,role:admin}',
        json_build_object('project_id', 1, 'address', repeat('x', $2)), now()
      FROM generate_series(1, $1)`,
    [events, bytes - 40],
  );
  const { rows } = await pool.query<{ last_value: string }>('SELECT last_value FROM event_position');
  return Number(rows[0]?.last_value);
}
