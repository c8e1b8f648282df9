import type { SignedInActor } from '../../usecases/people/authenticate.ts';
import type { Clock } from '../../usecases/ports/clock.ts';
import type { FeedBatch } from '../../usecases/ports/live-feed.ts';
import type { ClosingReason, StreamFormat } from './stream-format.ts';
import type { StreamKind, StreamLimits } from './stream-limits.ts';
import type { StreamMeter } from './stream-metrics.ts';

/** How a stream ended, for the log. */
export type StreamEnd = ClosingReason | 'unauthorized' | 'gone';

export interface StreamWatcher {
  /** It waits for the database. */
  onDelayed(error: unknown): void;
  onFailed(error: unknown): void;
  /** Called once, when it is decided and not when the last byte is through. */
  onEnded(by: StreamEnd): void;
}

/** What a stream is, and whose. */
export interface StreamNature {
  readonly kind: StreamKind;
  /** Whose right it lives by; null where nobody signed in. */
  readonly actor: SignedInActor | null;
  /** Streams of one kind and holder are counted together. Null: they are not counted. */
  readonly holder: string | number | null;
  readonly format: StreamFormat;
  /** Of a reader who has no room: caught up from the log, or closed where the log keeps too little for that. */
  readonly whenFull: 'catch up' | 'close';
  /** Hears of each batch that was written to the reader. */
  readonly told?: (batch: FeedBatch) => void;
}

export interface StreamEnvironment {
  readonly limits: StreamLimits;
  readonly meter: StreamMeter;
  readonly clock: Clock;
}
