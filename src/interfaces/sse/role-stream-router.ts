import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { IssueStreamTicket } from '../../usecases/live-feed/issue-stream-ticket.ts';
import { OpenFeed } from '../../usecases/live-feed/open-feed.ts';
import { Authenticate, type SignedInActor } from '../../usecases/people/authenticate.ts';
import { Clock } from '../../usecases/ports/clock.ts';
import { actorOf, authenticated, only } from '../http/authenticate.ts';
import type { TicketWire } from '../wire/auth-wire.ts';
import type { StreamStatsWire } from '../wire/stream-wire.ts';
import type { LiveStream } from './live-stream.ts';
import { OpenStreams } from './open-streams.ts';
import { ROLE_FORMAT } from './role-format.ts';
import { StreamDoor } from './stream-door.ts';
import type { StreamNature } from './stream-nature.ts';
import { streamTokenOf } from './stream-token.ts';

/** `/api/v1/sse` (contract §4, seed 001). */
@injectable()
export class RoleStreamRouter {
  readonly router = Router();

  constructor(
    @inject(Authenticate) private readonly authenticate: Authenticate,
    @inject(IssueStreamTicket) issueTicket: IssueStreamTicket,
    @inject(OpenFeed) private readonly openFeed: OpenFeed,
    @inject(StreamDoor) private readonly door: StreamDoor,
    @inject(OpenStreams) private readonly streams: OpenStreams,
    @inject(Clock) private readonly clock: Clock,
  ) {
    this.router.get(
      '/events',
      door.entrance(ROLE_FORMAT, (request, response) => this.onOpen(request, response)),
    );
    this.router.post('/ticket', authenticated(authenticate), (request, response) => {
      const { ticket, lifetimeMs } = issueTicket.execute(actorOf(request));
      const answer: TicketWire = { ticket, expires_in: lifetimeMs / 1000 };
      response.set('Cache-Control', 'no-store').json(answer);
    });
    this.router.get('/stats', authenticated(authenticate), only('admin'), (_request, response) => {
      response.json(this.stats());
    });
  }

  private async onOpen(request: Request, response: Response): Promise<void> {
    const actor = await this.authenticate.forStream(streamTokenOf(request));
    await this.door.open(request, response, natureOf(actor), (stream) => this.follow(request, actor, stream));
  }

  private async follow(request: Request, actor: SignedInActor, stream: LiveStream): Promise<void> {
    const { position, resync, follower } = await this.openFeed.ofRole(actor, this.door.reading(request, stream));
    stream.begin(ROLE_FORMAT.hello(position, resync, this.clock.now()), follower, resync);
  }

  private stats(): StreamStatsWire {
    const counts = this.streams.roleStreamsByUser();
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return { total_users: counts.size, total_connections: total, users: Object.fromEntries(counts) };
  }
}

function natureOf(actor: SignedInActor): StreamNature {
  return { kind: 'role', actor, holder: actor.id, format: ROLE_FORMAT, whenFull: 'catch up' };
}
