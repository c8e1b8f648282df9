import { isChange, type LiveEvent } from './live-event.ts';
import { unixSeconds } from './own-words.ts';

/** How long changes take to get here: in whole seconds, which is what the stream tells. */
export class Delay {
  private openedAt = 0;
  /** What this clock is ahead of the server's. */
  private ahead = 0;
  /** Of the last change that was made since the stream was opened; null before the first. */
  seconds: number | null = null;

  hear(message: LiveEvent): void {
    if (message.event === 'connected') {
      this.openedAt = message.timestamp;
      this.ahead = unixSeconds() - message.timestamp;
    } else if (isChange(message) && message.timestamp >= this.openedAt) {
      this.seconds = Math.max(0, unixSeconds() - this.ahead - message.timestamp);
    }
  }
}
