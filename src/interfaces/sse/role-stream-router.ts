import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { OpenRoleFeed } from '../../usecases/live-feed/open-role-feed.ts';
import { Authenticate } from '../../usecases/people/authenticate.ts';
import { Clock } from '../../usecases/ports/clock.ts';
import { authenticated, bearerOf, only } from '../http/authenticate.ts';
import { RoleStream } from './role-stream.ts';
import { RoleStreams } from './role-streams.ts';
import { SseConnection, STREAM_HEAD } from './sse-connection.ts';
import { StreamLimits } from './stream-limits.ts';

/** `/api/v1/sse` (contract §4, seed 001). */
@injectable()
export class RoleStreamRouter {
  readonly router = Router();

  constructor(
    @inject(Authenticate) private readonly authenticate: Authenticate,
    @inject(OpenRoleFeed) private readonly openFeed: OpenRoleFeed,
    @inject(RoleStreams) private readonly streams: RoleStreams,
    @inject(StreamLimits) private readonly limits: StreamLimits,
    @inject(Clock) private readonly clock: Clock,
  ) {
    this.router.get('/events', (request, response) => this.onOpen(request, response));
    this.router.get('/stats', authenticated(authenticate), only('admin'), (_request, response) => {
      response.json(this.stats());
    });
  }

  private async onOpen(request: Request, response: Response): Promise<void> {
    const actor = await this.authenticate.execute(bearerOf(request) ?? parameter(request, 'token') ?? '');
    if (request.method === 'HEAD') {
      response.writeHead(200, STREAM_HEAD).end();
      return;
    }
    if (request.socket.destroyed) return; // he left while he was being looked up
    const log = request.log.child({ userId: actor.id, role: actor.role });
    const opened = this.clock.now();
    const connection = new SseConnection(response, opened.getTime(), () => {
      this.streams.remove(stream);
      log.info({ reason: stream.endedBy, ms: this.clock.now().getTime() - opened.getTime() }, 'SSE stream closed');
    });
    const onFailure = (err: unknown) => log.error({ err }, 'SSE stream failed');
    const stream = new RoleStream(actor, connection, this.limits, onFailure, opened);
    this.streams.add(stream);
    log.info('SSE stream opened');
    await this.follow(stream, lastEventIdOf(request));
  }

  /** The head is out already: what fails from here on ends the stream, and the client comes back. */
  private async follow(stream: RoleStream, lastEventId: string | null): Promise<void> {
    const bound = { events: this.limits.queueLimit, size: this.limits.queueBytes };
    try {
      stream.begin(await this.openFeed.execute(stream.actor, lastEventId, stream, bound), this.clock.now());
    } catch (error) {
      stream.failed(error);
    }
  }

  private stats(): { total_users: number; total_connections: number; users: Record<string, number> } {
    const counts = this.streams.counts();
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return { total_users: counts.size, total_connections: total, users: Object.fromEntries(counts) };
  }
}

/** The header wins; two spellings of the parameter, since polyfills differ. Empty is the same as none. */
function lastEventIdOf(request: Request): string | null {
  const given =
    request.get('Last-Event-ID') || parameter(request, 'last_event_id') || parameter(request, 'lastEventId');
  return given || null;
}

function parameter(request: Request, name: string): string | null {
  const value = request.query[name];
  return typeof value === 'string' ? value : null;
}
