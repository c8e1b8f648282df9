import { setTimeout as delay } from 'node:timers/promises';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import pg from 'pg';
import type { Smeta } from '../contestants/smeta.ts';
import { message } from '../load/message.ts';
import { inOrder, quantile } from './figures.ts';

export interface Delay {
  readonly p50: number;
  readonly p99: number;
}

const SAVES = 1_000;
const WARM = 200;
const COMMITS = `SELECT position::text, extract(epoch FROM pg_xact_commit_timestamp(txid::xid)) * 1000 AS ms FROM event_log`;

/** From the commit, as PostgreSQL has recorded it, to the event at one client, in milliseconds. */
export async function commitToClient(smeta: Smeta): Promise<Delay> {
  const hub = smeta.role();
  const arrivals = new Map<string, number>();
  const leave = new AbortController();
  const { path } = hub.stream(0);
  const stream = await fetch(`${hub.url}${path}`, { signal: leave.signal });
  const listening = listen(stream, arrivals).catch(() => undefined); // we leave
  for (let n = 0; n < WARM + SAVES; n++) {
    const { path, method, headers, body } = hub.publish(message());
    await (await fetch(`${hub.url}${path}`, { method, headers, body })).text();
  }
  while (arrivals.size < WARM + SAVES) await delay(10);
  leave.abort();
  await listening;
  const delays = await delaysOf(smeta.database, [...arrivals].slice(WARM));
  return { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99) };
}

async function listen(stream: Response, arrivals: Map<string, number>): Promise<void> {
  const events = stream.body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()) ?? [];
  for await (const { id, data } of events) {
    if (id && data.includes('"event":"estimate.updated"')) arrivals.set(id, performance.timeOrigin + performance.now());
  }
}

async function delaysOf(database: string, arrivals: readonly [string, number][]): Promise<number[]> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query<{ position: string; ms: string }>(COMMITS);
  await client.end();
  const commits = new Map(rows.map(({ position, ms }) => [position, Number(ms)]));
  return inOrder(arrivals.map(([id, ms]) => ms - (commits.get(id) ?? Number.NaN)));
}
