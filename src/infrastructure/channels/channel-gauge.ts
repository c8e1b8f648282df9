import type { UpstreamState } from '../../domain/channels/channel.ts';
import type { ChannelCounts, ChannelState } from '../../usecases/ports/channel-monitor.ts';

/** What this instance knows of one channel. */
export class ChannelGauge {
  readonly counts: { -readonly [Count in keyof ChannelCounts]: number } = {
    relayed: 0,
    reconnects: 0,
    alarms: 0,
    cut: 0,
  };
  /** How the source stands to this instance, should it be the one that holds it. */
  own: UpstreamState;
  private learned: UpstreamState;
  private aliveUntil = Number.NEGATIVE_INFINITY;

  /** `lease`: whether it is this instance; null where it has no source to hold. */
  constructor(private readonly lease: { readonly held: boolean } | null) {
    this.own = lease ? 'reconnecting' : 'unconfigured';
    this.learned = this.own;
  }

  /** How the source stands to whoever holds it. */
  learn(upstream: UpstreamState): void {
    this.learned = upstream;
  }

  /** The sign of life was renewed: `sentAt` in the time of `performance`, in milliseconds. */
  beaten(sentAt: number, ttlMs: number): void {
    this.aliveUntil = sentAt + ttlMs;
  }

  get state(): ChannelState {
    return { upstream: this.lease?.held ? this.own : this.learned, active: performance.now() < this.aliveUntil };
  }
}
