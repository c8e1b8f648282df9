import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Channel, channelsWith } from '../../domain/channels/channel.ts';
import type { ChannelCounts, ChannelMonitor, ChannelState } from '../../usecases/ports/channel-monitor.ts';
import { reasonOf } from '../logging/trouble-series.ts';
import type { Database } from '../prisma/database.ts';
import { ChannelGauge } from './channel-gauge.ts';
import { ChannelLease } from './channel-lease.ts';
import { ChannelPulse } from './channel-pulse.ts';
import { PgChannelStore } from './pg-channel-store.ts';
import { type RelaySettings, UpstreamRelay } from './upstream-relay.ts';

/** A stop that takes longer is not waited for: the lease runs out by itself. */
const STOP_MS = 1_000;

/** Times in milliseconds. */
export interface ChannelSettings extends RelaySettings {
  /** The address of each channel that has a source. */
  readonly sources: ReadonlyMap<string, string>;
  readonly beatIntervalMs: number;
  readonly beatTtlMs: number;
  /** For how long a source is held without being renewed. */
  readonly leaseMs: number;
}

interface Served {
  readonly channel: Channel;
  readonly gauge: ChannelGauge;
  readonly pulse: ChannelPulse;
  readonly relay: UpstreamRelay | null;
}

/** All relayed channels of this instance. */
export class ChannelRelays implements ChannelMonitor {
  private readonly served: ReadonlyMap<string, Served>;
  private readonly store: PgChannelStore;

  constructor(
    private readonly database: Database,
    private readonly settings: ChannelSettings,
    private readonly logger: Logger,
  ) {
    this.store = new PgChannelStore(database.pool);
    const channels = channelsWith(settings.sources.keys());
    this.served = new Map(channels.map((channel) => [channel.name, this.serve(channel)]));
  }

  start(): void {
    for (const { pulse, relay } of this.served.values()) {
      pulse.start();
      relay?.start();
    }
  }

  /** Hangs up, and lets other instances take over. */
  async stop(): Promise<void> {
    const stopped = Promise.all([...this.served.values()].map(stop)).catch((error: unknown) => {
      this.logger.warn({ reason: reasonOf(error) }, 'a channel could not be released: its lease will run out');
    });
    await Promise.race([stopped, delay(STOP_MS, undefined, { ref: false })]);
  }

  channels(): readonly Channel[] {
    return [...this.served.values()].map(({ channel }) => channel);
  }

  stateOf(name: string): ChannelState {
    return this.find(name).gauge.state;
  }

  counts(name: string): ChannelCounts {
    return { ...this.find(name).gauge.counts };
  }

  private find(name: string): Served {
    const served = this.served.get(name);
    if (!served) throw new RangeError(`no channel ${JSON.stringify(name)}`);
    return served;
  }

  private serve(channel: Channel): Served {
    const { store, settings, logger, database } = this;
    const { name } = channel;
    const url = settings.sources.get(name);
    const lease = url === undefined ? null : new ChannelLease(store, name, settings.leaseMs, database.embedded);
    const gauge = new ChannelGauge(lease);
    const pulse = new ChannelPulse(name, gauge, store, settings, logger);
    if (url === undefined || lease === null) return { channel, gauge, pulse, relay: null };
    const desk = { store, lease, gauge, logger, onState: () => pulse.beat() };
    return { channel, gauge, pulse, relay: new UpstreamRelay({ channel: name, url }, desk, settings) };
  }
}

async function stop({ pulse, relay }: Served): Promise<void> {
  await relay?.stop();
  await pulse.stop();
}
