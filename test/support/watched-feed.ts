import { FeedFollower } from '../../src/usecases/live-feed/feed-follower.ts';
import type { FeedBatch, FeedListener, LiveFeed } from '../../src/usecases/ports/live-feed.ts';
import { keptBy } from './kept-events.ts';

/** The live feed of a server, and a look at what those who follow it hold. */
export class WatchedFeed implements LiveFeed {
  /** The most that one of them held beside its replay: of data, in UTF-16 units. */
  mostHeld = 0;

  constructor(private readonly feed: LiveFeed) {}

  get horizon(): number {
    return this.feed.horizon;
  }

  get settled(): number {
    return this.feed.settled;
  }

  join(listener: FeedListener): () => void {
    return this.feed.join(listener instanceof FeedFollower ? this.watched(listener) : listener);
  }

  private watched(follower: FeedFollower): FeedListener {
    return {
      stream: follower.stream,
      keys: follower.keys,
      missed: () => follower.missed(),
      receive: (batch: FeedBatch) => {
        follower.receive(batch);
        this.mostHeld = Math.max(this.mostHeld, keptBy(follower, knownTo(follower)).size);
      },
    };
  }
}

/** Its feed, its sink and where it reads from are no part of a follower. */
function knownTo(follower: FeedFollower): object[] {
  return Object.values(follower).filter(
    (part) => typeof part === 'object' && part !== null && ['horizon', 'offer', 'read'].some((name) => name in part),
  );
}
