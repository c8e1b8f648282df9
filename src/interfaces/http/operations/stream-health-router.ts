import { Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { Authenticate } from '../../../usecases/people/authenticate.ts';
import { ChannelMonitor } from '../../../usecases/ports/channel-monitor.ts';
import { Readiness } from '../../../usecases/ports/readiness.ts';
import { OpenStreams } from '../../sse/open-streams.ts';
import { StreamMetrics } from '../../sse/stream-metrics.ts';
import type { StreamHealthWire, StreamServiceStatsWire } from '../../wire/stream-health-wire.ts';
import { authenticated, only } from '../authenticate.ts';

/** `/api/sse/health` for anyone, `/api/sse/stats` for admins (contract §7, seed 003): the streams of this instance. */
@injectable()
export class StreamHealthRouter {
  readonly router = Router();

  constructor(
    @inject(OpenStreams) private readonly streams: OpenStreams,
    @inject(StreamMetrics) private readonly metrics: StreamMetrics,
    @inject(ChannelMonitor) private readonly monitor: ChannelMonitor,
    @inject(Readiness) private readonly readiness: Readiness,
    @inject(Authenticate) authenticate: Authenticate,
  ) {
    this.router.get('/health', async (_request, response) => {
      response.json(await this.health());
    });
    this.router.get('/stats', authenticated(authenticate), only('admin'), (_request, response) => {
      response.json(this.stats());
    });
  }

  /** A channel whose source is away is no fault of ours: the server does what it can. */
  private async health(): Promise<StreamHealthWire> {
    const states = this.monitor.channels().map(({ name }) => [name, this.monitor.stateOf(name)] as const);
    const well = (await this.readiness.trouble()) === null && states.every(([, { active }]) => active);
    return {
      status: well ? 'healthy' : 'degraded',
      connections: this.streams.size,
      redis: 'disabled',
      channels: Object.fromEntries(states.map(([name, { active, upstream }]) => [name, { active, upstream }])),
    };
  }

  private stats(): StreamServiceStatsWire {
    const details = [...this.streams.counts()].map(([kind, byRole]) => [kind, Object.fromEntries(byRole)]);
    return {
      active_connections: this.streams.size,
      events_sent: this.metrics.sent,
      connection_details: Object.fromEntries(details),
    };
  }
}
