import type { Logger } from 'pino';
import type { FeedEvent, FeedListener, LiveFeed } from '../../usecases/ports/live-feed.ts';
import type { Outlet } from '../event-log/log-reader.ts';
import { type Audience, AudienceIndex } from './audience-index.ts';
import { Slices } from './slices.ts';

/** Gives committed events to the listeners of this process. Knows audiences; knows neither streams nor formats. */
export class InMemoryBroker implements LiveFeed, Outlet {
  private readonly index = new AudienceIndex();
  private handedOut = 0;
  private given = 0;
  private readonly slices = new Slices();

  constructor(private readonly logger: Logger) {}

  get horizon(): number {
    return this.handedOut;
  }

  get settled(): number {
    return this.given;
  }

  startAt(position: number): void {
    this.handedOut = position;
    this.given = position;
  }

  join(listener: FeedListener): () => void {
    return this.index.join(listener);
  }

  /** One call at a time: the reader of the log waits for the one before. */
  async publish(events: readonly FeedEvent[]): Promise<void> {
    this.handedOut = events.at(-1)?.position ?? this.handedOut;
    for (const audience of this.index.route(events)) await this.deliver(audience);
    this.given = this.handedOut;
  }

  /** Like `publish` for what can't be read any more: nobody gets it, and everybody is told. */
  async missed(upTo: number): Promise<void> {
    this.handedOut = upTo;
    for (const [audience, listener] of [...this.index.everybody()]) {
      try {
        listener.missed();
      } catch (error) {
        this.drop(audience, listener, error);
      }
      if (this.slices.full()) await this.slices.rest();
    }
    this.given = upTo;
  }

  private async deliver(audience: Audience): Promise<void> {
    const batch = { events: audience.pending };
    audience.pending = [];
    for (const listener of audience.listeners) {
      try {
        listener.receive(batch);
      } catch (error) {
        this.drop(audience, listener, error);
      }
      if (this.slices.full()) await this.slices.rest();
    }
  }

  private drop(audience: Audience, listener: FeedListener, error: unknown): void {
    this.index.leave(audience, listener);
    this.logger.error({ err: error }, 'a listener of the live feed failed and was dropped');
  }
}
