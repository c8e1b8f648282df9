import { inject, injectable } from 'tsyringe';
import { channelKeyOf } from '../../domain/channels/channel.ts';
import { ChannelTail } from '../ports/channel-tail.ts';
import { LiveFeed } from '../ports/live-feed.ts';
import { FeedFollower } from './feed-follower.ts';
import type { Reading } from './open-feed.ts';

export interface ChannelFeed {
  readonly follower: FeedFollower;
  /** Whether the client came with an id of the source that is not kept: he gets all that is, and may have missed more. */
  readonly gap: boolean;
}

/** Opens the feed of a channel, from now or from the id of the source that the client had last. */
@injectable()
export class OpenChannelFeed {
  constructor(
    @inject(LiveFeed) private readonly feed: LiveFeed,
    @inject(ChannelTail) private readonly tail: ChannelTail,
  ) {}

  async execute(channel: string, { lastEventId, sink, bound }: Reading): Promise<ChannelFeed> {
    const place = lastEventId === null ? null : await this.tail.positionAfter(channel, lastEventId);
    const gap = lastEventId !== null && place === null;
    const from = gap ? await this.tail.beginning(channel) : (place ?? this.feed.horizon);
    const source = {
      stream: 'channel',
      keys: [channelKeyOf(channel)],
      read: (range) => this.tail.read(channel, range),
    } satisfies ConstructorParameters<typeof FeedFollower>[1];
    return { follower: new FeedFollower(this.feed, source, from, sink, bound), gap };
  }
}
