import type { LogRange } from '../ports/event-log.ts';
import type { FeedBatch, FeedPage, FeedStream } from '../ports/live-feed.ts';

/** What a follower follows: by its keys as it comes, and what was missed from history. */
export interface FeedSource {
  readonly stream: FeedStream;
  readonly keys: readonly string[];
  read(range: LogRange): Promise<FeedPage>;
}

/** Told to a client whose last position can't be continued from: he must fetch anew. */
export interface Resync {
  readonly reason: 'expired' | 'unknown';
  readonly oldest: number;
  readonly newest: number;
}

/** Where a follower puts what he reads. */
export interface FeedSink {
  /** Takes the whole batch, or answers false and takes nothing: full. An empty sink takes any batch. */
  offer(batch: FeedBatch): boolean;
  /** Resolves once the sink is empty, at once if it is; false when it was closed. */
  emptied(): Promise<boolean>;
  /** The log can't be read now: the follower tries again. */
  delayed(error: unknown): void;
  /** What comes next was swept away before it was read: the reader must fetch anew, and goes on at `newest`. */
  lost(resync: Resync): void;
  /** The log could not be read, or the sink not be written to: the follower has stopped. */
  failed(error: unknown): void;
}
