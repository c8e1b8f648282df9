import { afterEach } from '@jest/globals';
import { ChannelRelays, type ChannelSettings } from '../../src/infrastructure/channels/channel-relays.ts';
import type { Database } from '../../src/infrastructure/prisma/database.ts';
import { recordedLogger } from './logs.ts';
import { until } from './until.ts';

/** Short, so that what must be waited for comes soon, and long enough for a busy machine. */
const TIMES = {
  beatIntervalMs: 200,
  beatTtlMs: 5_000,
  reconnectDelayMs: 100,
  connectTimeoutMs: 10_000,
  idleTimeoutMs: 10_000,
  leaseMs: 6_000,
  lookAgainMs: 100,
};

export type Running = ChannelRelays & { readonly log: ReturnType<typeof recordedLogger> };

/** Starts the relays of an instance: of one channel, `crm`, from this address. They live as long as the test. */
export function relays(): (database: Database, url: string, times?: Partial<ChannelSettings>) => Running {
  const started: ChannelRelays[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((instance) => instance.stop()));
  });
  return (database, url, times) => {
    const log = recordedLogger();
    const settings = { ...TIMES, sources: new Map([['crm', url]]), ...times };
    const instance = Object.assign(new ChannelRelays(database, settings, log.logger), { log });
    started.push(instance);
    instance.start();
    return instance;
  };
}

/** What is stored of a channel, in the order of the log, as it was received. */
export async function storedOf({ pool }: Database, channel = 'crm'): Promise<{ id?: string; data: string }[]> {
  const { rows } = await pool.query(
    "SELECT data::text AS data FROM event_log WHERE stream = 'channel' AND audience[1] = $1 ORDER BY position",
    [`channel:${channel}`],
  );
  return rows.map(({ data }) => JSON.parse(data));
}

/** Waits until so many events are stored. */
export async function stored(database: Database, count: number): Promise<{ id?: string; data: string }[]> {
  return until(async () => {
    const events = await storedOf(database);
    return events.length >= count ? events : null;
  }) as Promise<{ id?: string; data: string }[]>;
}

export function turned(instance: ChannelRelays, upstream: string): Promise<unknown> {
  return until(() => instance.stateOf('crm').upstream === upstream);
}
