import type { Actor } from '../../domain/shared/actor.ts';
import type { FeedEvent } from './live-feed.ts';

/** Whether the history after a position is all there. `unknown`: it is no position of this log. */
export type Standing = 'known' | 'expired' | 'unknown';

export interface LogPlace {
  readonly standing: Standing;
  /** The oldest position that is kept. Equals `newest` while the log is empty. */
  readonly oldest: number;
  readonly newest: number;
}

/** The committed events of estimates and projects, for those who were away. */
export interface EventLog {
  place(position: number): Promise<LogPlace>;
  /**
   * Events that `reader` may see **now**, with `after < position <= upTo`, in order, at most `limit`. Fewer than
   * `limit` means that there are no more. A foreman gets nothing of what is no longer his, but for the news of its loss.
   */
  read(reader: Actor, after: number, upTo: number, limit: number): Promise<FeedEvent[]>;
}
export const EventLog = Symbol('EventLog');
