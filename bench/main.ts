import { parseArgs } from 'node:util';
import pg from 'pg';
import { PostgresCluster } from '../test/support/postgres-cluster.ts';
import type { Contestant } from './contestants/hub.ts';
import { nchan } from './contestants/nchan.ts';
import { betterSse, plainExpress } from './contestants/peers.ts';
import { smeta } from './contestants/smeta.ts';
import { fanOut } from './experiments/fan-out.ts';
import type { Ground } from './experiments/ground.ts';
import { ours } from './experiments/ours.ts';
import { pinLoad } from './load/cores.ts';
import { IN_FLIGHT } from './load/publisher.ts';
import { machineLines } from './report/machine.ts';
import { writeResults } from './report/results.ts';
import type { Measured } from './report/rows.ts';

/** Events per second, by the number of streams. */
const PACES: ReadonlyMap<number, readonly number[]> = new Map([
  [100, [20]],
  [1_000, [10, 20, 50, 100, 200, 400, 800, 1_600, 3_200, 6_400]],
  [5_000, [5, 10, 20, 50, 100, 200, 400, 800, 1_600]],
  [10_000, [20]],
]);

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('usage: npm run bench -- [--rounds N]');

pinLoad();
const { url, version, stop } = await postgres();
try {
  const contestants = [smeta(url), nchan(), plainExpress, betterSse].filter((one): one is Contestant => one !== null);
  const ground: Ground = { postgres: url, contestants, rounds, say: (line) => console.log(line) };
  const measured = new Map<number, Measured extends ReadonlyMap<number, infer Value> ? Value : never>();
  for (const [size, paces] of PACES) measured.set(size, await fanOut(ground, size, paces));
  const facts = [
    ...machineLines(version),
    `- ${new Date().toISOString().slice(0, 10)}, \`npm run bench -- --rounds ${rounds}\`, ${IN_FLIGHT} publishing requests in flight`,
  ];
  console.log(writeResults(measured, await ours(ground), facts));
} finally {
  await stop();
}
process.exit();

/** A server of one's own, which records when something was committed. */
async function postgres() {
  const cluster = await PostgresCluster.init();
  if (!cluster) throw new Error('the bench needs PostgreSQL: install it, and it is started here on a free port');
  await cluster.start();
  await ask(cluster.url, 'ALTER SYSTEM SET track_commit_timestamp = on');
  await cluster.stop('fast');
  await cluster.start();
  const [{ server_version: version }] = await ask(cluster.url, 'SHOW server_version');
  return {
    url: cluster.url,
    version: `PostgreSQL ${version}`,
    stop: () => cluster.stop('fast').then(() => cluster.remove()),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: one statement, one kind of row
async function ask(url: string, sql: string): Promise<any[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}
