import { isChange, type LiveEvent } from './live-event.ts';
import { unixSeconds } from './own-words.ts';

/** How long what is said takes to get here: in whole seconds, which is what the stream tells. */
export class Delay {
  private openedAt = 0;
  /** What this clock is ahead of the server's. */
  private ahead = 0;
  /** Of the last change that was made since the stream was opened; null before the first. */
  seconds: number | null = null;

  /** @returns how long this took; null for what was said before the stream was opened: that was missed, and not late. */
  hear(message: LiveEvent): number | null {
    if (message.event === 'connected') {
      this.openedAt = message.timestamp;
      this.ahead = unixSeconds() - message.timestamp;
      return null;
    }
    if (message.timestamp < this.openedAt) return null;
    const seconds = Math.max(0, unixSeconds() - this.ahead - message.timestamp);
    if (isChange(message)) this.seconds = seconds;
    return seconds;
  }
}
