import type { Logger } from 'pino';
import { reasonOf, TroubleSeries } from '../logging/trouble-series.ts';
import type { ChannelGauge } from './channel-gauge.ts';
import type { PgChannelStore } from './pg-channel-store.ts';

/** Renews the sign of life of one channel, says how its source stands, and learns it from whoever holds it. */
export class ChannelPulse {
  private wanted = false;
  private running: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private readonly trouble: TroubleSeries;

  constructor(
    private readonly channel: string,
    private readonly gauge: ChannelGauge,
    private readonly store: PgChannelStore,
    private readonly times: { readonly beatIntervalMs: number; readonly beatTtlMs: number },
    logger: Logger,
  ) {
    this.trouble = new TroubleSeries(logger);
  }

  start(): void {
    this.timer = setInterval(() => this.beat(), this.times.beatIntervalMs);
    this.beat();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Soon, and with what is true then. */
  beat(): void {
    this.wanted = true;
    this.running ??= this.run();
  }

  private async run(): Promise<void> {
    while (this.wanted) {
      this.wanted = false;
      await this.beatOnce();
    }
    this.running = null;
  }

  private async beatOnce(): Promise<void> {
    const sentAt = performance.now();
    try {
      const upstream = await this.store.beat(this.channel, this.gauge.own, this.times.beatTtlMs);
      this.gauge.beaten(sentAt, this.times.beatTtlMs);
      this.gauge.learn(upstream);
      this.trouble.end();
    } catch (error) {
      this.trouble.tell({ channel: this.channel, reason: reasonOf(error) }, 'a channel could give no sign of life');
    }
  }
}
