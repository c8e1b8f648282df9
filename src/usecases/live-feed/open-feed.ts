import { inject, injectable } from 'tsyringe';
import { audienceKeyOf, dialogKeyOf, personalKeyOf } from '../../domain/audience/audience.ts';
import type { Actor } from '../../domain/shared/actor.ts';
import { EventLog, type LogPlace, type LogRange } from '../ports/event-log.ts';
import { type FeedStream, LiveFeed } from '../ports/live-feed.ts';
import { Outages } from '../ports/outages.ts';
import { FeedFollower } from './feed-follower.ts';
import type { FeedSink, FeedSource, Resync } from './feed-sink.ts';
import type { HoldBound } from './held-batches.ts';
import { patiently } from './patience.ts';

/** Where a client stopped, and into what he reads. */
export interface Reading {
  /** As the client sent it: anything at all, or null when he comes for the first time. */
  readonly lastEventId: string | null;
  readonly sink: FeedSink;
  readonly bound: HoldBound;
}

export interface OpenedFeed {
  /** From where the feed goes on. */
  readonly position: number;
  readonly resync: Resync | null;
  readonly follower: FeedFollower;
}

/** Opens a feed of the log for one client, from now or from where he stopped. */
@injectable()
export class OpenFeed {
  constructor(
    @inject(LiveFeed) private readonly feed: LiveFeed,
    @inject(EventLog) private readonly log: EventLog,
    @inject(Outages) private readonly outages: Outages,
  ) {}

  /** Estimates and projects. */
  ofRole(reader: Actor, reading: Reading): Promise<OpenedFeed> {
    const keys = [audienceKeyOf(reader)];
    return this.open({ stream: 'role', keys, read: (range) => this.log.read(reader, range) }, reading);
  }

  /** The messages of a dialog. Who may read them is the caller's business. */
  ofDialog(id: number, reading: Reading): Promise<OpenedFeed> {
    return this.open(this.keyed('dialog', dialogKeyOf(id)), reading);
  }

  /** What was sent to one person. */
  ofPerson(id: number, reading: Reading): Promise<OpenedFeed> {
    return this.open(this.keyed('targeted', personalKeyOf(id)), reading);
  }

  private keyed(stream: FeedStream, key: string): FeedSource {
    return { stream, keys: [key], read: (range) => this.log.readFor(stream, key, range) };
  }

  private async open(kept: FeedSource, { lastEventId, sink, bound }: Reading): Promise<OpenedFeed> {
    const resumes = lastEventId !== null;
    const from = resumes ? positionOf(lastEventId) : 0;
    const place = await patiently(() => this.log.place(from), this.outages, sink);
    const source = { ...kept, read: (range: LogRange) => patiently(() => kept.read(range), this.outages, sink) };
    const known = resumes && place.standing === 'known';
    // What was committed before he came is not news, even if this process has not handed it out yet.
    const position = known ? from : Math.max(this.feed.horizon, place.newest);
    const follower = new FeedFollower(this.feed, source, position, sink, bound);
    return { position, resync: resumes && !known ? resyncTo(place) : null, follower };
  }
}

/** As the client sent it; what is no position is one that no log has. */
function positionOf(lastEventId: string): number {
  return /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : Number.MAX_SAFE_INTEGER;
}

function resyncTo({ standing, oldest, newest }: LogPlace): Resync {
  return { reason: standing === 'expired' ? 'expired' : 'unknown', oldest, newest };
}
