import { inject, injectable } from 'tsyringe';
import { audienceKeyOf } from '../../domain/audience/audience.ts';
import { Unauthenticated } from '../../domain/people/people-errors.ts';
import { HistoryGone } from '../../domain/shared/history-gone.ts';
import type { SignedInActor } from '../people/authenticate.ts';
import { FindEndedSessions } from '../people/find-ended-sessions.ts';
import { WatchSessions } from '../people/watch-sessions.ts';
import { Clock } from '../ports/clock.ts';
import { EventLog } from '../ports/event-log.ts';
import { type FeedEvent, LiveFeed } from '../ports/live-feed.ts';
import { NewsWait } from './news-wait.ts';

/** A timer may fire some milliseconds early: then the right would not have ended yet. */
const EARLY_MS = 20;

export interface PolledEvents {
  readonly events: readonly FeedEvent[];
  /** With fewer events than asked for, they are all up to here; otherwise the newest position of the log. */
  readonly head: number;
}

/** How a client that can't hold a stream asks. */
export interface Poll {
  readonly after: number;
  readonly limit: number;
  /** For how long the answer may wait until there is something. */
  readonly waitMs: number;
  /** The client is gone: nobody waits any more. */
  readonly givenUp: AbortSignal;
}

/** The feed of estimates and projects in pieces. */
@injectable()
export class PollRoleFeed {
  private readonly waits = new Set<NewsWait>();
  private released = false;

  constructor(
    @inject(LiveFeed) private readonly feed: LiveFeed,
    @inject(EventLog) private readonly log: EventLog,
    @inject(FindEndedSessions) private readonly findEnded: FindEndedSessions,
    @inject(WatchSessions) private readonly watchSessions: WatchSessions,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws {HistoryGone | Unauthenticated} */
  async execute(reader: SignedInActor, poll: Poll): Promise<PolledEvents> {
    const news = new NewsWait(this.feed, audienceKeyOf(reader));
    this.waits.add(news);
    try {
      const first = await this.read(reader, poll);
      if (first.events.length > 0 || poll.waitMs === 0 || this.released) return first;
      await this.wait(news, reader, poll);
      return await this.read(reader, poll);
    } finally {
      news.stop();
      this.waits.delete(news);
    }
  }

  /** Lets everybody who waits have his answer, and whoever was about to. */
  release(): void {
    this.released = true;
    for (const news of this.waits) news.wake();
  }

  /** No longer than the reader's right lasts. @throws {Unauthenticated} when it has ended meanwhile */
  private async wait(news: NewsWait, { sessionId, expiresAt }: SignedInActor, poll: Poll): Promise<void> {
    const rightMs = expiresAt.getTime() - this.clock.now().getTime();
    const unwatch = this.watchSessions.execute({
      onEnded: (id) => void (id === sessionId && news.wake()),
      onExtended: () => undefined, // the token that he came with ends when it said
      onMissed: () => news.wake(),
    });
    try {
      await news.within(Math.min(poll.waitMs, rightMs + EARLY_MS), poll.givenUp);
    } finally {
      unwatch();
    }
    const ended = expiresAt <= this.clock.now() || (await this.findEnded.execute([sessionId])).length > 0;
    if (ended) throw new Unauthenticated();
  }

  private async read(reader: SignedInActor, { after, limit }: Poll): Promise<PolledEvents> {
    const { standing, newest } = await this.log.place(after);
    if (standing !== 'known') throw new HistoryGone();
    const { events, more } = await this.log.read(reader, { after, upTo: newest, limit });
    const cutShort = more && events.length < limit;
    return { events, head: cutShort ? (events.at(-1)?.position ?? newest) : newest };
  }
}
