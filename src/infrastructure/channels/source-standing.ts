import type { Logger } from 'pino';
import type { UpstreamState } from '../../domain/channels/channel.ts';
import { reasonOf, TroubleSeries } from '../logging/trouble-series.ts';
import type { ChannelGauge } from './channel-gauge.ts';
import type { ReconnectDelay } from './reconnect-delay.ts';
import type { SourceFailure } from './source-stream.ts';

/** What is told of a source to those who look after it: its state, its counts, and the log. */
export class SourceStanding {
  private readonly sourceTrouble: TroubleSeries;
  private readonly leaseTrouble: TroubleSeries;
  private readonly about: { readonly channel: string; readonly source: string };

  /** @param onState is called when how the source stands has changed. */
  constructor(
    source: { readonly channel: string; readonly url: string },
    private readonly gauge: ChannelGauge,
    private readonly logger: Logger,
    private readonly onState: () => void,
  ) {
    const { origin, pathname } = new URL(source.url); // the rest may hold a token
    this.about = { channel: source.channel, source: origin + pathname };
    this.sourceTrouble = new TroubleSeries(logger);
    this.leaseTrouble = new TroubleSeries(logger);
  }

  turn(state: UpstreamState): void {
    if (this.gauge.own === state) return;
    this.gauge.own = state;
    this.onState();
  }

  connected({ failures }: ReconnectDelay): void {
    if (this.gauge.own !== 'connected')
      this.logger[failures > 1 ? 'debug' : 'info'](this.about, 'a source is connected');
    this.turn('connected');
  }

  /** It delivers, or at least it lasted. */
  well(): void {
    if (this.sourceTrouble.end()) this.logger.info(this.about, 'a source is well again');
  }

  cut(events: number, limit: number): void {
    if (events === 0) return;
    this.gauge.counts.cut += events;
    this.logger.warn({ ...this.about, events, limit }, 'an event of a source is too large: left out');
  }

  away({ kind, message }: SourceFailure, waitMs: number): void {
    const fields = { ...this.about, reason: message, waitMs };
    if (kind === 'refused') {
      this.gauge.counts.alarms++;
      this.logger.error(fields, 'a source does not let us in: its address or our access must be mended');
    } else this.sourceTrouble.tell(fields, 'a source is away: trying again');
  }

  /** The source stays ours, so that no other instance asks it either. */
  finished({ message }: SourceFailure): void {
    this.turn('unconfigured');
    this.logger.warn({ ...this.about, reason: message }, 'a source is not asked again until a restart');
  }

  leaseKnown(): void {
    this.leaseTrouble.end();
  }

  leaseUnknown(error: unknown): void {
    const fields = { ...this.about, reason: reasonOf(error) };
    this.leaseTrouble.tell(fields, 'whose the source of a channel is, is unknown');
  }
}
