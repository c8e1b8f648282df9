// Writes test/fixtures/<newest migration>.sql: an empty PostgreSQL database filled by this version's demo, as plain SQL
// that later versions must be able to go on from. usage: node scripts/make-fixture.mjs postgresql://…/an_empty_database
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';

const [url] = process.argv.slice(2);
const { PG_DUMP = 'pg_dump' } = process.env; // of the oldest version that is supported
if (!url) {
  console.error('usage: node scripts/make-fixture.mjs <url of an empty PostgreSQL database>');
  process.exit(1);
}
const root = new URL('..', import.meta.url);

execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' });
const demo = spawn('node', ['dist/demo/main.js'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, PORT: '0', DATABASE_URL: url, JWT_SECRET: 'a secret for the fixture alone, long enough' },
});
let said = '';
for await (const chunk of demo.stdout) {
  said += chunk;
  if (said.includes('Ctrl+C')) break;
}
const [server] = /http:\S+/.exec(said);
const stays = await signIn();
const [draft] = (await call('GET', '/estimates?status_code=draft', stays)).items;
await call('PATCH', `/estimates/${draft.id}`, stays, { comment: 'Изменена после создания' });
await call('POST', '/auth/logout', await signIn());
demo.kill();
await once(demo, 'exit');

const dump = execFileSync(PG_DUMP, ['--inserts', '--no-owner', '--no-privileges', url], { encoding: 'utf8' });
const plain = dump
  .replace(/^(--.*|\\.*|SET .*|SELECT pg_catalog\.set_config.*)\n/gm, '') // of psql and of that server
  .replace(/\n{3,}/g, '\n\n')
  .trim();
const newest = readdirSync(new URL('prisma/migrations/', root), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()
  .at(-1);
const file = new URL(`test/fixtures/${newest.replaceAll('_', '-')}.sql`, root);
writeFileSync(file, `${plain}\n`);
console.log(`${file.pathname}: ${Math.ceil(plain.length / 1024)} kB`);

async function signIn() {
  const { access_token: token } = await call('POST', '/auth/login', '', {
    email: 'manager@demo.local',
    password: 'smeta-demo',
  });
  return token;
}

async function call(method, path, token, body) {
  const response = await fetch(`${server}/api/v1${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? null : response.json();
}
