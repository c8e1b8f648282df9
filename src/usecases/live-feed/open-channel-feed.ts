import { inject, injectable } from 'tsyringe';
import { channelKeyOf } from '../../domain/channels/channel.ts';
import { ChannelTail } from '../ports/channel-tail.ts';
import { LiveFeed } from '../ports/live-feed.ts';
import { Outages } from '../ports/outages.ts';
import { FeedFollower } from './feed-follower.ts';
import type { FeedSource } from './feed-sink.ts';
import type { Reading } from './open-feed.ts';
import { patiently } from './patience.ts';

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
    @inject(Outages) private readonly outages: Outages,
  ) {}

  async execute(channel: string, { lastEventId, sink, bound }: Reading): Promise<ChannelFeed> {
    const asking = <T>(ask: () => Promise<T>) => patiently(ask, this.outages, sink);
    const place = lastEventId === null ? null : await asking(() => this.tail.positionAfter(channel, lastEventId));
    const gap = lastEventId !== null && place === null;
    const from = gap ? await asking(() => this.tail.beginning(channel)) : (place ?? this.feed.horizon);
    const source: FeedSource = {
      stream: 'channel',
      keys: [channelKeyOf(channel)],
      read: (range) => asking(() => this.tail.read(channel, range)),
    };
    return { follower: new FeedFollower(this.feed, source, from, sink, bound), gap };
  }
}
