import type { User } from '../../src/domain/people/user.ts';
import { LogPool } from '../../src/infrastructure/event-log/log-pool.ts';
import { estimateOf, projectOf, type Shown } from './mirror.ts';
import type { TestServer } from './test-server.ts';

const ESTIMATES = `SELECT id, number, project_id, foreman_id, status AS status_code, version,
    (SELECT COALESCE(sum(round(quantity * unit_price, 2)), 0)::numeric(20, 2)::text
     FROM estimate_items WHERE estimate_id = estimates.id) AS total
  FROM estimates WHERE foreman_id = $1 OR $1 IS NULL`;

const PROJECTS = `SELECT id, name, address, version,
    ARRAY(SELECT user_id FROM project_foremen WHERE project_id = projects.id ORDER BY user_id) AS foreman_ids
  FROM projects WHERE $1::int IS NULL OR id IN (SELECT project_id FROM project_foremen WHERE user_id = $1)`;

/** What there is in the database for somebody: all for the office, his own for a foreman. */
export async function truthFor({ id, role }: User, { container }: TestServer): Promise<Shown> {
  const pool = container.resolve<LogPool>(LogPool);
  const whose = [role === 'foreman' ? id : null];
  const [estimates, projects] = [await pool.query(ESTIMATES, whose), await pool.query(PROJECTS, whose)];
  return new Map([...estimates.rows.map(estimateOf), ...projects.rows.map(projectOf)].sort());
}

/** The newest position of the log. */
export async function headOf({ container }: TestServer): Promise<number> {
  const { rows } = await container.resolve<LogPool>(LogPool).query('SELECT event_log_head() AS head');
  return Number(rows[0].head);
}
