import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { PollRoleFeed } from '../../../usecases/live-feed/poll-role-feed.ts';
import type { FeedEvent } from '../../../usecases/ports/live-feed.ts';
import type { EventWire } from '../../wire/event-wire.ts';
import { EventsQuery, type PolledEventsWire } from '../../wire/poll-wire.ts';
import { actorOf } from '../authenticate.ts';
import { queryOf } from '../validate.ts';

/** `/api/v1/events` (contract §4): the role stream in pieces, for clients that can't hold a stream. */
@injectable()
export class EventsRouter {
  readonly router = Router();

  constructor(@inject(PollRoleFeed) private readonly poll: PollRoleFeed) {
    this.router.get('/', (request, response) => this.onPoll(request, response));
  }

  private async onPoll(request: Request, response: Response): Promise<void> {
    const { after, limit, wait } = queryOf(request, EventsQuery);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    if (response.destroyed) gone.abort(); // he left while it was asked who he is
    const asked = { after, limit, waitMs: wait * 1000, givenUp: gone.signal };
    const { events, head } = await this.poll.execute(actorOf(request), asked);
    const polled: PolledEventsWire = { items: events.map(presentEvent), head };
    response.json(polled);
  }
}

/** The log keeps events in the form of the wire (docs/adr/0004): they go through as they are. */
function presentEvent({ position, type, data, occurredAt }: FeedEvent): EventWire {
  const timestamp = Math.floor(occurredAt.getTime() / 1000);
  return { id: position, event: type, data: JSON.parse(data), timestamp } as EventWire;
}
