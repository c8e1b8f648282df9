import type { Actor } from '../../domain/shared/actor.ts';
import type { FeedPage, FeedStream } from './live-feed.ts';

/** Whether the history after a position is all there. `unknown`: it is no position of this log. */
export type Standing = 'known' | 'expired' | 'unknown';

export interface LogPlace {
  readonly standing: Standing;
  /** The oldest position that is kept. Equals `newest` while the log is empty. */
  readonly oldest: number;
  readonly newest: number;
}

/** Which part of the log is read: `after < position <= upTo`, at most `limit` events. */
export interface LogRange {
  readonly after: number;
  readonly upTo: number;
  readonly limit: number;
}

/**
 * The committed events, for those who were away. @throws {HistoryGone} where some after `range.after` were swept away,
 * unless it is 0: that stands before whatever is kept.
 */
export interface EventLog {
  place(position: number): Promise<LogPlace>;
  /**
   * Events of estimates and projects that `reader` may see **now**: a foreman gets nothing of what is no longer his,
   * but for the news of its loss.
   */
  read(reader: Actor, range: LogRange): Promise<FeedPage>;
  /** Events of another stream that are for whoever holds `key`. */
  readFor(stream: FeedStream, key: string, range: LogRange): Promise<FeedPage>;
}
export const EventLog = Symbol('EventLog');
