import { inject, injectable } from 'tsyringe';
import type { Actor } from '../../domain/shared/actor.ts';
import { EventLog, type LogPlace } from '../ports/event-log.ts';
import { LiveFeed } from '../ports/live-feed.ts';
import { FeedFollower, type FeedSink, type HoldBound } from './feed-follower.ts';

/** Told to a client whose last position can't be continued from: he must fetch anew. */
export interface Resync {
  readonly reason: 'expired' | 'unknown';
  readonly oldest: number;
  readonly newest: number;
}

export interface RoleFeed {
  /** From where the feed goes on. */
  readonly position: number;
  readonly resync: Resync | null;
  readonly follower: FeedFollower;
}

/** Opens the feed of estimates and projects for one client, from now or from where he stopped. */
@injectable()
export class OpenRoleFeed {
  constructor(
    @inject(LiveFeed) private readonly feed: LiveFeed,
    @inject(EventLog) private readonly log: EventLog,
  ) {}

  /** `lastEventId` as the client sent it: anything at all, or null when he comes for the first time. */
  async execute(reader: Actor, lastEventId: string | null, sink: FeedSink, bound: HoldBound): Promise<RoleFeed> {
    const resume = lastEventId === null ? null : await this.placeOf(lastEventId);
    const known = resume?.place.standing === 'known';
    const position = known ? resume.position : Math.max(this.feed.horizon, resume?.place.newest ?? 0);
    const follower = new FeedFollower(this.feed, this.log, reader, position, sink, bound);
    return { position, resync: resume && !known ? resyncTo(resume.place) : null, follower };
  }

  private async placeOf(lastEventId: string): Promise<{ position: number; place: LogPlace }> {
    const position = /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : Number.MAX_SAFE_INTEGER;
    return { position, place: await this.log.place(position) };
  }
}

function resyncTo({ standing, oldest, newest }: LogPlace): Resync {
  return { reason: standing === 'expired' ? 'expired' : 'unknown', oldest, newest };
}
