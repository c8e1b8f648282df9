import type { FeedListener, LiveFeed } from '../ports/live-feed.ts';

/** Waits until something is published for one audience key. What came since it was made counts. */
export class NewsWait implements FeedListener {
  readonly stream = 'role';
  readonly keys: readonly string[];
  private readonly leave: () => void;
  private arrived = false;
  private wakeUp: () => void = () => undefined;

  constructor(feed: LiveFeed, key: string) {
    this.keys = [key];
    this.leave = feed.join(this);
  }

  receive(): void {
    this.wake();
  }

  missed(): void {
    this.wake();
  }

  wake(): void {
    this.arrived = true;
    this.wakeUp();
  }

  /** Resolves with the news, after `ms` without, or when nobody waits for it any more. */
  within(ms: number, givenUp: AbortSignal): Promise<void> {
    if (this.arrived || givenUp.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        givenUp.removeEventListener('abort', settle);
        resolve();
      };
      const timer = setTimeout(settle, ms);
      givenUp.addEventListener('abort', settle);
      this.wakeUp = settle;
    });
  }

  stop(): void {
    this.leave();
  }
}
