import { Counter, Gauge } from 'prom-client';
import { inject, injectable } from 'tsyringe';
import { type ChannelCounts, ChannelMonitor } from '../../usecases/ports/channel-monitor.ts';
import { Metrics } from '../http/operations/metrics.ts';

const COUNTED: Record<keyof ChannelCounts, string> = {
  relayed: 'Events of the source of a channel that this instance stored.',
  reconnects: 'Tries of this instance to reach the source of a channel again.',
  alarms: 'Answers of the source of a channel that it does not let this instance in.',
  cut: 'Events of the source of a channel that were too large and were left out.',
};

/** What is counted of channels, read when somebody asks. */
@injectable()
export class ChannelMetrics {
  constructor(
    @inject(Metrics) private readonly metrics: Metrics,
    @inject(ChannelMonitor) private readonly monitor: ChannelMonitor,
  ) {
    new Gauge({
      name: 'smeta_channel_active',
      help: '1 while a channel gives signs of life, 0 when the last one ran out.',
      labelNames: ['channel'],
      registers: [metrics.registry],
      collect() {
        for (const { name } of monitor.channels()) this.set({ channel: name }, Number(monitor.stateOf(name).active));
      },
    });
    for (const what of ['relayed', 'reconnects', 'alarms', 'cut'] as const) this.count(what);
  }

  private count(what: keyof ChannelCounts): void {
    const { monitor, metrics } = this;
    new Counter({
      name: `smeta_channel_${what}_total`,
      help: COUNTED[what],
      labelNames: ['channel'],
      registers: [metrics.registry],
      collect() {
        this.reset();
        for (const { name } of monitor.channels()) this.inc({ channel: name }, monitor.counts(name)[what]);
      },
    });
  }
}
