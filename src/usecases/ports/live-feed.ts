/** The kinds of stream that share one event log, each read for itself. */
export type FeedStream = 'role' | 'dialog' | 'targeted' | 'channel' | 'system';

/** One committed event, ready to be shown. */
export interface FeedEvent {
  /** In the log: whole, strictly growing in the order of commits, the same on every instance. */
  readonly position: number;
  readonly stream: FeedStream;
  readonly type: string;
  readonly audience: readonly string[];
  /** JSON text, keys in the order of the contract. */
  readonly data: string;
  readonly occurredAt: Date;
}

/**
 * What became ready at once for one audience, in the order of positions; never empty. All listeners of that audience
 * get the same object, so whatever is made of it (a frame) can be kept by its identity and made once.
 */
export interface FeedBatch {
  readonly events: readonly FeedEvent[];
}

/**
 * A part of history, in order. It may end early, where it grows large: only `more` says whether something follows within
 * the range that was asked for; with `more` there is at least one event.
 */
export interface FeedPage {
  readonly events: readonly FeedEvent[];
  readonly more: boolean;
}

export interface FeedListener {
  readonly stream: FeedStream;
  readonly keys: readonly string[];
  /** Must not block. What it throws ends this listener's feed and nobody else's. */
  receive(batch: FeedBatch): void;
  /**
   * What stood between `settled` and `horizon` was gone before this process came to read it: so long was it cut off
   * from the log. It does not come live any more; whether some of it was the listener's his own history tells.
   */
  missed(): void;
}

/** Committed events as they come, on this instance. */
export interface LiveFeed {
  /** The newest position that was handed out, or is being handed out now. */
  readonly horizon: number;
  /** The newest position up to which every listener was given all that is his. */
  readonly settled: number;
  /** From here on the listener gets every event beyond the present `horizon`. Returns how to leave. */
  join(listener: FeedListener): () => void;
}
export const LiveFeed = Symbol('LiveFeed');
