import type { Resync } from '../../usecases/live-feed/feed-sink.ts';
import type { FeedBatch } from '../../usecases/ports/live-feed.ts';
import type { Framing } from './sse-encoder.ts';

/** Why the server ends a stream that it could go on with. */
export type ClosingReason = 'shutdown' | 'replaced' | 'slow' | 'failed';

/** How one kind of stream puts things. `position`: up to where the stream is complete; null before it began. */
export interface StreamFormat {
  /** The bytes of a batch: the same Buffer for all streams that get it. */
  batch(batch: FeedBatch, framing: Framing): Buffer;
  /** That the stream is alive. */
  heartbeat(position: number | null, now: Date): string;
  /** The client must fetch anew, and then goes on. */
  resync(position: number, resync: Resync, now: Date): string;
  /** Last: the right to it ended. */
  unauthorized(position: number | null, now: Date): string;
  /** Last. `retryMs` keeps a restart from becoming a stampede. */
  closing(position: number | null, reason: ClosingReason, retryMs: number, now: Date): string;
}

/** How a stream begins that goes on from a position of the log. */
export interface HelloFormat {
  hello(position: number, resync: Resync | null, now: Date): string;
}
