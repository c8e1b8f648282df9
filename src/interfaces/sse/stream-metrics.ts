import { Counter, Gauge, Histogram } from 'prom-client';
import { inject, injectable } from 'tsyringe';
import { ROLES } from '../../domain/shared/actor.ts';
import type { Resync } from '../../usecases/live-feed/open-role-feed.ts';
import type { FeedBatch } from '../../usecases/ports/live-feed.ts';
import { Metrics } from '../http/operations/metrics.ts';

const DELIVERY_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** What is counted of streams. `delivered` is called for each write to each socket: it is two additions. */
@injectable()
export class StreamMetrics {
  private deliveries = 0;
  private newest = 0;
  private readonly delay: Histogram;
  private readonly resyncs: Counter;
  private readonly ends: Counter;

  constructor(@inject(Metrics) private readonly metrics: Metrics) {
    const registers = [metrics.registry];
    const deliveries = () => this.deliveries;
    new Counter({
      name: 'smeta_sse_deliveries_total',
      help: 'Events written to streams.',
      registers,
      collect() {
        this.reset();
        this.inc(deliveries());
      },
    });
    this.delay = new Histogram({
      name: 'smeta_event_delivery_seconds',
      help: 'Time from a change to the first stream that it was written to.',
      buckets: DELIVERY_BUCKETS,
      registers,
    });
    this.resyncs = new Counter({
      name: 'smeta_sse_resyncs_total',
      help: 'Clients that were told to fetch anew.',
      labelNames: ['reason'],
      registers,
    });
    this.ends = new Counter({
      name: 'smeta_sse_closed_total',
      help: 'Streams that ended.',
      labelNames: ['reason'],
      registers,
    });
  }

  /** Streams of one kind that are open, counted when somebody asks. */
  watch(stream: string, countsByRole: () => ReadonlyMap<string, number>): void {
    new Gauge({
      name: 'smeta_sse_connections',
      help: 'Open streams.',
      labelNames: ['stream', 'role'],
      registers: [this.metrics.registry],
      collect() {
        const counts = countsByRole();
        for (const role of ROLES) this.set({ stream, role }, counts.get(role) ?? 0);
      },
    });
  }

  /** The delay is measured once for each new event; what is replayed is not new. */
  delivered({ events }: FeedBatch): void {
    this.deliveries += events.length;
    const last = events.at(-1);
    if (last === undefined || last.position <= this.newest) return;
    const now = Date.now();
    for (const { position, occurredAt } of events) {
      if (position > this.newest) this.delay.observe(Math.max(0, now - occurredAt.getTime()) / 1000);
    }
    this.newest = last.position;
  }

  resynced({ reason }: Resync): void {
    this.resyncs.inc({ reason });
  }

  ended(reason: string): void {
    this.ends.inc({ reason });
  }
}
