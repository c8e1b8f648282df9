import type { Channel, UpstreamState } from '../../domain/channels/channel.ts';

/** What is known of one channel now, all instances together. */
export interface ChannelState {
  readonly upstream: UpstreamState;
  /** Whether its sign of life was renewed lately: an instance serves it, and reaches the database. */
  readonly active: boolean;
}

/** What this instance counted since it started. */
export interface ChannelCounts {
  /** Events of the source that were stored. */
  readonly relayed: number;
  /** Tries to reach the source again. */
  readonly reconnects: number;
  /** Answers of the source that it does not let us in. */
  readonly alarms: number;
  /** Events that were thrown away, being too large. */
  readonly cut: number;
}

/** The channels that there are, and how they do. Answers from memory. */
export interface ChannelMonitor {
  channels(): readonly Channel[];
  /** @throws {RangeError} for a name that is none of `channels()`, as does `counts`. */
  stateOf(name: string): ChannelState;
  counts(name: string): ChannelCounts;
}
export const ChannelMonitor = Symbol('ChannelMonitor');
