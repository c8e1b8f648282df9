import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { type Channel, HEARTBEAT_CHANNEL, mayFollow } from '../../domain/channels/channel.ts';
import { Forbidden, NotFound } from '../../domain/shared/domain-error.ts';
import { OpenChannelFeed } from '../../usecases/live-feed/open-channel-feed.ts';
import { Authenticate } from '../../usecases/people/authenticate.ts';
import { ChannelMonitor } from '../../usecases/ports/channel-monitor.ts';
import { Clock } from '../../usecases/ports/clock.ts';
import { GAP_FRAME, heartbeatFormat, relayFormat } from './channel-format.ts';
import type { LiveStream } from './live-stream.ts';
import { OF_ITSELF } from './named-format.ts';
import { StreamDoor } from './stream-door.ts';
import type { StreamFormat } from './stream-format.ts';
import { StreamMetrics } from './stream-metrics.ts';
import { streamTokenOf } from './stream-token.ts';

/** `/api/v1/streams/{channel}` (contract §5, seed 000). */
@injectable()
export class ChannelStreamRouter {
  readonly router = Router();

  constructor(
    @inject(Authenticate) private readonly authenticate: Authenticate,
    @inject(ChannelMonitor) private readonly monitor: ChannelMonitor,
    @inject(OpenChannelFeed) private readonly openFeed: OpenChannelFeed,
    @inject(StreamDoor) private readonly door: StreamDoor,
    @inject(StreamMetrics) private readonly metrics: StreamMetrics,
    @inject(Clock) private readonly clock: Clock,
  ) {
    this.router.get(`/${HEARTBEAT_CHANNEL}`, (request, response) => this.onHeartbeat(request, response));
    this.router.get(
      '/:channel',
      door.entrance(OF_ITSELF, (request, response) => this.onChannel(request, response)),
    );
  }

  /** Open to anyone: it only says that the server is there. */
  private async onHeartbeat(request: Request, response: Response): Promise<void> {
    const format = heartbeatFormat();
    const nature = { kind: 'channel', actor: null, holder: null, format, whenFull: 'close' } as const;
    await this.door.open(request, response, nature, (stream) => stream.sayText(this.beat(format)));
  }

  private async onChannel(request: Request, response: Response): Promise<void> {
    const channel = this.channelNamed(String(request.params.channel));
    const actor = await this.authenticate.forStream(streamTokenOf(request));
    if (!mayFollow(actor, channel)) throw new Forbidden('Your role may not follow this channel.');
    const format = relayFormat(() => this.monitor.stateOf(channel.name).upstream);
    const nature = { kind: 'channel', actor, holder: actor.id, format, whenFull: 'close' } as const;
    await this.door.open(request, response, nature, (stream) => this.follow(request, channel, stream));
  }

  private async follow(request: Request, { name }: Channel, stream: LiveStream): Promise<void> {
    const { follower, gap } = await this.openFeed.execute(name, this.door.reading(request, stream));
    if (gap) this.metrics.resynced({ reason: 'unknown' });
    stream.begin(this.beat(stream.nature.format) + (gap ? GAP_FRAME : ''), follower);
  }

  private channelNamed(name: string): Channel {
    const channel = this.monitor.channels().find((known) => known.name === name);
    if (!channel) throw new NoSuchChannel();
    return channel;
  }

  /** The first sign of life comes at once: a proxy hands the head on with the first byte of the body. */
  private beat(format: StreamFormat): string {
    return format.heartbeat(null, this.clock.now());
  }
}

class NoSuchChannel extends NotFound {
  constructor() {
    super('There is no such channel.');
  }
}
