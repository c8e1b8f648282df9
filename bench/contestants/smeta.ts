import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freePort } from '../../test/support/free-port.ts';
import { spawnServer } from '../load/cores.ts';
import type { Contestant, Hub, Publication } from './hub.ts';
import { Office } from './office.ts';
import { Process } from './process.ts';

const JSON_BODY = { 'Content-Type': 'application/json' };
const ADMIN = { ADMIN_EMAIL: 'admin@bench.local', ADMIN_PASSWORD: 'a good password' };
const SETTINGS = {
  ...ADMIN,
  NODE_ENV: 'production',
  RATE_LIMIT: 'off', // one address asks for everybody
  SSE_MAX_CONNECTIONS_PER_USER: '0',
  ACCESS_TOKEN_TTL: '3600000',
  LOG_LEVEL: 'warn', // as the others: a line for each request is a matter of taste
};
const PACKAGE = new URL('../../../../package.json', import.meta.url);
const PROGRAM = fileURLToPath(new URL('dist/main.js', PACKAGE));
/** What `npm start` gives Node besides the program. */
const [, ...NODE_ARGS] = JSON.parse(readFileSync(PACKAGE, 'utf8')).scripts.start.split(' ').slice(0, -1) as string[];
/** The same server, as it would be without events. */
export const WITHOUT_EVENTS = fileURLToPath(new URL('../../../peers/without-events.mjs', import.meta.url));
const LOOK_MS = 20;
/** As prom-client sets it. */
const LOOK_OF_NODE_MS = 10;

/** A server of ours, as `npm start` runs it on PostgreSQL, with people in it. */
export class Smeta {
  private constructor(
    private readonly process: Process,
    readonly url: string,
    readonly database: string,
    readonly office: Office,
  ) {}

  /** @param server the address of a PostgreSQL server, on which it gets a database of its own. */
  static async start(server: string, program = PROGRAM): Promise<Smeta> {
    const name = `bench_${randomBytes(4).toString('hex')}`;
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(`CREATE DATABASE ${name}`);
    await client.end();
    const database = new URL(server);
    database.pathname = `/${name}`;
    const PORT = await freePort();
    const secret = { DATABASE_URL: database.href, JWT_SECRET: randomBytes(32).toString('hex') };
    const env = { ...SETTINGS, ...secret, PORT: String(PORT), PATH: globalThis.process.env.PATH };
    const process = new Process(spawnServer('node', [...NODE_ARGS, program], { env }));
    const url = `http://127.0.0.1:${PORT}`;
    while (!(await isReady(url))) await Promise.race([delay(LOOK_MS), process.ended]);
    return new Smeta(process, url, database.href, await Office.found(url, ADMIN.ADMIN_EMAIL, ADMIN.ADMIN_PASSWORD));
  }

  /** Everything to everybody, in no log: the broker alone. */
  targeted(): Hub {
    const { admin } = this.office;
    const headers = { ...JSON_BODY, Authorization: `Bearer ${admin}` };
    return this.hub('/api/sse', (text) => {
      return { method: 'POST', path: '/api/sse/send', headers, body: JSON.stringify({ type: 'message', data: text }) };
    });
  }

  /** The whole way: an estimate is saved, and every manager sees it. */
  role(): Hub {
    let n = 0;
    const { estimates, admin } = this.office;
    const headers = { ...JSON_BODY, Authorization: `Bearer ${admin}` };
    return this.hub('/api/v1/sse/events', (text) => {
      const id = estimates[n++ % estimates.length];
      const body = JSON.stringify({ number: `${text.slice(0, -8)}${String(n).padStart(8, '0')}` }); // numbers are unique
      return { method: 'PATCH', path: `/api/v1/estimates/${id}`, headers, body };
    });
  }

  /** New estimates, which nobody watches. */
  creating(): Hub {
    const { projectId, foremanId, admin } = this.office;
    const headers = { ...JSON_BODY, Authorization: `Bearer ${admin}` };
    return this.hub('/api/v1/sse/events', (comment) => {
      const body = JSON.stringify({ project_id: projectId, foreman_id: foremanId, number: randomUUID(), comment });
      return { method: 'POST', path: '/api/v1/estimates', headers, body };
    });
  }

  /** The newest position of the log. */
  async head(): Promise<number> {
    const headers = { Authorization: `Bearer ${this.office.admin}` };
    const answer = await fetch(`${this.url}/api/v1/events?after=0&limit=1`, { headers });
    return ((await answer.json()) as { head: number }).head;
  }

  /**
   * Of the event loop since the last time that this was asked, in milliseconds. What Node measures is the time between
   * two looks of a timer: 10 on an idle server, which are no delay.
   */
  async loopDelayP99(): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(text)?.[1]) * 1000 - LOOK_OF_NODE_MS;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }

  get pid(): number {
    return this.process.pid;
  }

  private hub(path: string, publish: (text: string) => Publication): Hub {
    const { url, pid } = this;
    const { managers } = this.office;
    const stream = (client: number) => ({ path: `${path}?token=${managers[client % managers.length]}` });
    return { url, pid, stream, publish, stop: () => this.stop() };
  }
}

export function smeta(server: string): Contestant {
  return { name: 'Smeta Live', start: async () => (await Smeta.start(server)).targeted() };
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`).catch(() => null); // nobody is there yet
  return answer?.ok ?? false;
}
