import type { LogRange } from './event-log.ts';
import type { FeedPage } from './live-feed.ts';

/** The newest thousand events of each channel, for those who were away. */
export interface ChannelTail {
  /** Of the newest kept event to which the source gave this id; null when none is kept. */
  positionAfter(channel: string, lastEventId: string): Promise<number | null>;
  /**
   * At most `limit` events and 1 MiB of data, but for a single event that is larger. @throws {HistoryGone} where some
   * after `range.after` were kept no longer, unless it is 0.
   */
  read(channel: string, range: LogRange): Promise<FeedPage>;
  /** Just before the oldest kept event; the head of the log while none is kept. */
  beginning(channel: string): Promise<number>;
}
export const ChannelTail = Symbol('ChannelTail');
