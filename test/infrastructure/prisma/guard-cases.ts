/** SQL for the guard of the database to judge. */

/** Rows that are there, each made with its event, for SQL to change behind everybody's back. */
export interface Rows {
  readonly user: number;
  /** Without sessions. */
  readonly newcomer: number;
  readonly session: string;
  readonly project: number;
  readonly otherProject: number;
  readonly estimate: number;
  /** Without items. */
  readonly bareEstimate: number;
}
type Sql = (rows: Rows) => string[];

const NOW = 'now(), now()';
export const insertUser = (id: number) =>
  `INSERT INTO users (id, email, name, role, password_hash, created_at, updated_at) VALUES (${id}, '${id}@x', 'Х', 'foreman', '', ${NOW})`;
const insertProject = (user: number, id = 900_001) =>
  `INSERT INTO projects (id, name, address, creator_id, version, created_at, updated_at) VALUES (${id}, 'Х', '', ${user}, 1, ${NOW})`;
const insertEstimate = ({ project, user }: Rows, id = 900_001) =>
  `INSERT INTO estimates (id, number, project_id, foreman_id, creator_id, status, comment, version, created_at, updated_at)
   VALUES (${id}, 'Х-${id}', ${project}, ${user}, ${user}, 'draft', '', 1, ${NOW})`;
const insertItem = (estimate: number) => `INSERT INTO estimate_items VALUES (${estimate}, 7, 'Х', 'шт.', 1, 1)`;
export const eventOf = (subject: string) =>
  `INSERT INTO event_log (id, stream, type, subject, audience, data, occurred_at)
   VALUES (gen_random_uuid(), 'system', 'test', '${subject}', '{}', '{}', now())`;
export const renamed = (id: number, name: string) => `UPDATE projects SET name = '${name}' WHERE id = ${id}`;

/** Each way to change a row of each table, without an event. */
export const SILENT_ROWS: [string, Sql][] = [
  ['INSERT of a user', () => [insertUser(900_001)]],
  ['UPDATE of a user', ({ user }) => [`UPDATE users SET name = 'Х' WHERE id = ${user}`]],
  ['DELETE of a user', ({ newcomer }) => [`DELETE FROM users WHERE id = ${newcomer}`]],
  ['INSERT of a session', ({ user }) => [`INSERT INTO sessions VALUES (gen_random_uuid(), ${user}, ${NOW}, NULL)`]],
  ['UPDATE of a session', ({ session }) => [`UPDATE sessions SET revoked_at = now() WHERE id = '${session}'`]],
  ['DELETE of a session', ({ session }) => [`DELETE FROM sessions WHERE id = '${session}'`]],
  ['INSERT of a project', ({ user }) => [insertProject(user)]],
  ['UPDATE of a project', ({ project }) => [renamed(project, 'Х')]],
  ['DELETE of a project', ({ otherProject }) => [`DELETE FROM projects WHERE id = ${otherProject}`]],
  ['INSERT of a member', ({ otherProject, user }) => [`INSERT INTO project_foremen VALUES (${otherProject}, ${user})`]],
  [
    'UPDATE of a member',
    ({ project, user }) => [
      `UPDATE project_foremen SET user_id = ${user} WHERE (project_id, user_id) = (SELECT project_id, min(user_id) FROM project_foremen WHERE project_id = ${project} GROUP BY 1)`,
    ],
  ],
  ['DELETE of a member', ({ project }) => [`DELETE FROM project_foremen WHERE project_id = ${project}`]],
  ['INSERT of an estimate', (rows) => [insertEstimate(rows)]],
  ['UPDATE of an estimate', ({ estimate }) => [`UPDATE estimates SET comment = 'Х' WHERE id = ${estimate}`]],
  ['DELETE of an estimate', ({ bareEstimate: id }) => [`DELETE FROM estimates WHERE id = ${id}`]],
  ['INSERT of an item', ({ estimate }) => [insertItem(estimate)]],
  ['UPDATE of an item', ({ estimate }) => [`UPDATE estimate_items SET quantity = 2 WHERE estimate_id = ${estimate}`]],
  ['DELETE of an item', ({ estimate }) => [`DELETE FROM estimate_items WHERE estimate_id = ${estimate}`]],
];

/** Ways around the guard. */
export const SILENT_WAYS: [string, Sql][] = [
  [
    'an event of another thing',
    ({ project }) => [renamed(project, 'Х'), eventOf(`project:${project}0`), eventOf('estimate:1')],
  ],
  [
    'a member with an event of the person alone',
    ({ project, user }) => [`DELETE FROM project_foremen WHERE project_id = ${project}`, eventOf(`user:${user}`)],
  ],
  [
    'an event in a savepoint that was rolled back',
    ({ project }) => [renamed(project, 'Х'), 'SAVEPOINT a', eventOf(`project:${project}`), 'ROLLBACK TO a'],
  ],
  ['there and back again', ({ project }) => [renamed(project, 'Х'), renamed(project, 'Дом')]],
  [
    'deleted and put back',
    ({ user, otherProject }) => [`DELETE FROM projects WHERE id = ${otherProject}`, insertProject(user, otherProject)],
  ],
  [
    'deleted, put back and deleted',
    ({ user, otherProject: id }) => [
      `DELETE FROM projects WHERE id = ${id}`,
      insertProject(user, id),
      `DELETE FROM projects WHERE id = ${id}`,
    ],
  ],
  [
    'made, deleted and made',
    ({ user }) => [insertProject(user), 'DELETE FROM projects WHERE id = 900001', insertProject(user)],
  ],
  [
    'cascades',
    ({ project }) => [
      ...cascading('estimate_items', 'estimate_id', 'estimates'),
      ...cascading('estimates', 'project_id', 'projects'),
      `DELETE FROM project_foremen WHERE project_id = ${project}`,
      `DELETE FROM projects WHERE id = ${project}`,
      eventOf(`project:${project}`),
    ],
  ],
  [
    'a member moved, with an event of his new project alone',
    ({ project, otherProject }) => [
      `UPDATE project_foremen SET project_id = ${otherProject} WHERE project_id = ${project}`,
      eventOf(`project:${otherProject}`),
    ],
  ],
];

/** What leaves an event, or nothing that anybody could have seen. */
export const LOUD_OR_NOTHING: [string, Sql][] = [
  ['a change with its event', ({ project }) => [renamed(project, 'Х'), eventOf(`project:${project}`)]],
  ['an event and then its change', ({ project }) => [eventOf(`project:${project}`), renamed(project, 'Х')]],
  [
    'several changes with one event',
    ({ project }) => [renamed(project, 'Х'), eventOf(`project:${project}`), renamed(project, 'Ч')],
  ],
  ['a part with the event of its owner', ({ estimate }) => [insertItem(estimate), eventOf(`estimate:${estimate}`)]],
  ['what changes nothing', ({ project }) => [`UPDATE projects SET name = name WHERE id = ${project}`]],
  [
    'what is made and deleted, with its parts',
    (rows) => [
      insertEstimate(rows),
      insertItem(900_001),
      'DELETE FROM estimate_items WHERE estimate_id = 900001',
      'DELETE FROM estimates WHERE id = 900001',
    ],
  ],
  ['a conflict that does nothing', ({ project, user }) => [`${insertProject(user, project)} ON CONFLICT DO NOTHING`]],
  [
    'a change in a savepoint that was rolled back',
    ({ project }) => ['SAVEPOINT a', renamed(project, 'Х'), 'ROLLBACK TO a'],
  ],
  [
    'a migration that says that it is silent',
    ({ project }) => ["SET LOCAL smeta.silent = 'on'", renamed(project, 'Х')],
  ],
];

function cascading(table: string, column: string, parent: string): string[] {
  return [
    `ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_fkey`,
    `ALTER TABLE ${table} ADD FOREIGN KEY (${column}) REFERENCES ${parent} (id) ON DELETE CASCADE`,
  ];
}
