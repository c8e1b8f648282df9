import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allowSilence } from '../infrastructure/prisma/silence.ts';
import { runProgram } from '../program.ts';
import { PASSWORD, PEOPLE } from './sample-data.ts';
import { SeedDemo } from './seed-demo.ts';

/** One of several instances that start together fills the database; the others wait for it. */
const SEED_LOCK = 7003;

/** `npm run demo`: the server, with sample people, projects and estimates. Its log is short unless asked for more. */
const { url } = await runProgram(demoEnvironment(process.env), async (container, _config, { pool, embedded }) => {
  const seed = () => container.resolve(SeedDemo).execute();
  if (embedded) return seed(); // one process, and one connection: a lock would keep ourselves waiting
  const client = await pool.connect();
  allowSilence(client);
  try {
    await client.query('SET lock_timeout = 0; SET statement_timeout = 0');
    await client.query('SELECT pg_advisory_lock($1)', [SEED_LOCK]);
    await seed();
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [SEED_LOCK]);
    await client.query('RESET lock_timeout; RESET statement_timeout');
    client.release();
  }
});

/** A short log unless asked for more, and an audit beside the data. */
function demoEnvironment(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { LOG_LEVEL: 'warn', AUDIT_LOG: join(given.DATA_DIR || './data', 'audit.log'), ...given };
}

const script = (name: string) => JSON.stringify(fileURLToPath(new URL(`../../scripts/${name}.mjs`, import.meta.url)));
process.stdout.write(`
Smeta Live is at ${url}

People: ${Object.values(PEOPLE)
  .map(({ email }) => email)
  .join(', ')}
Password: ${PASSWORD}

In a second terminal, a manager watches:
  node ${script('demo-watch')} ${url} ${PEOPLE.manager.email}

In a third, a foreman saves an estimate, and the manager sees it at once:
  node ${script('demo-save')} ${url} ${PEOPLE.foreman.email}

In a browser:
  ${url}/             the app: sign in as a manager here, as a foreman in a private window
  ${url}/sse-demo     every stream as it comes, and sending (as ${PEOPLE.admin.email})
  ${url}/widget-demo  a site whose guests can write to the office

Ctrl+C stops the server. What you did stays for the next start.
`);
