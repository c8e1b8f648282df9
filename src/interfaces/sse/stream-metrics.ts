import { Counter, Gauge, Histogram } from 'prom-client';
import { inject, injectable } from 'tsyringe';
import { ROLES } from '../../domain/shared/actor.ts';
import type { Resync } from '../../usecases/live-feed/feed-sink.ts';
import { type FeedBatch, LiveFeed } from '../../usecases/ports/live-feed.ts';
import { Metrics } from '../http/operations/metrics.ts';
import { STREAM_KINDS, type StreamKind } from './stream-limits.ts';

const DELIVERY_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** What a stream reports. Each is called for each write to each socket: it is two additions. */
export interface StreamMeter {
  /** The delay is measured once for each new event; what is replayed is not new. */
  delivered(batch: FeedBatch): void;
  /** What is in no log. */
  sent(events: number): void;
  /** The client was told to fetch anew. */
  resynced(resync: Resync): void;
}

/** What is counted of streams. */
@injectable()
export class StreamMetrics {
  private deliveries = 0;
  private readonly delay: Histogram;
  private readonly resyncs: Counter;
  private readonly ends: Counter;

  constructor(
    @inject(Metrics) private readonly metrics: Metrics,
    @inject(LiveFeed) private readonly feed: LiveFeed,
  ) {
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

  /** Streams that are open, counted when somebody asks. */
  watch(counts: () => ReadonlyMap<StreamKind, ReadonlyMap<string, number>>): void {
    new Gauge({
      name: 'smeta_sse_connections',
      help: 'Open streams.',
      labelNames: ['stream', 'role'],
      registers: [this.metrics.registry],
      collect() {
        const present = counts();
        for (const stream of STREAM_KINDS) {
          for (const role of [...ROLES, 'guest']) this.set({ stream, role }, present.get(stream)?.get(role) ?? 0);
        }
      },
    });
  }

  /** Events since the start, to all streams. */
  get sent(): number {
    return this.deliveries;
  }

  /** For the streams of one kind: each kind gets events in the order of positions, all of them together do not. */
  meter(): StreamMeter {
    let newest = 0;
    return {
      resynced: ({ reason }) => this.resyncs.inc({ reason }),
      sent: (events) => {
        this.deliveries += events;
      },
      delivered: ({ events }) => {
        this.deliveries += events.length;
        const last = events.at(-1);
        const known = Math.max(newest, this.feed.settled); // what every listener was given comes out of history
        if (last === undefined || last.position <= known) return;
        const now = Date.now();
        for (const { position, occurredAt } of events) {
          if (position > known) this.delay.observe(Math.max(0, now - occurredAt.getTime()) / 1000);
        }
        newest = last.position;
      },
    };
  }

  resynced({ reason }: Pick<Resync, 'reason'>): void {
    this.resyncs.inc({ reason });
  }

  ended(reason: string): void {
    this.ends.inc({ reason });
  }
}
