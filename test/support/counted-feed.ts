import type { LiveFeed } from '../../src/usecases/ports/live-feed.ts';

export interface CountedFeed {
  /** The same feed, with everybody counted who listens to it from now on. */
  around(feed: LiveFeed): LiveFeed;
  listeners(): number;
}

/** Who listens to the live feed of a test server: for `TestServerOptions.arrange`. */
export function countedFeed(): CountedFeed {
  const listening = new Set<object>();
  return {
    around: (feed) => ({
      get horizon() {
        return feed.horizon;
      },
      get settled() {
        return feed.settled;
      },
      join(listener) {
        const leave = feed.join(listener);
        const seat = {};
        listening.add(seat);
        return () => {
          listening.delete(seat);
          leave();
        };
      },
    }),
    listeners: () => listening.size,
  };
}
