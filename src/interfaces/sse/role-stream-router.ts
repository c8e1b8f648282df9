import { type Request, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { IssueStreamTicket } from '../../usecases/live-feed/issue-stream-ticket.ts';
import { OpenRoleFeed } from '../../usecases/live-feed/open-role-feed.ts';
import { Authenticate } from '../../usecases/people/authenticate.ts';
import { Audit } from '../../usecases/ports/audit.ts';
import { Clock } from '../../usecases/ports/clock.ts';
import { actorOf, authenticated, bearerOf, only } from '../http/authenticate.ts';
import { HttpProblem } from '../http/problem-details.ts';
import type { TicketWire } from '../wire/auth-wire.ts';
import type { StreamStatsWire } from '../wire/stream-wire.ts';
import { RoleStream } from './role-stream.ts';
import { RoleStreams } from './role-streams.ts';
import { SseConnection, STREAM_HEAD } from './sse-connection.ts';
import { StreamLimits } from './stream-limits.ts';
import { StreamMetrics } from './stream-metrics.ts';

const PIPELINED = 'A stream can not be asked for behind an unfinished answer of the same connection.';

/** `/api/v1/sse` (contract §4, seed 001). */
@injectable()
export class RoleStreamRouter {
  readonly router = Router();

  constructor(
    @inject(Authenticate) private readonly authenticate: Authenticate,
    @inject(IssueStreamTicket) issueTicket: IssueStreamTicket,
    @inject(OpenRoleFeed) private readonly openFeed: OpenRoleFeed,
    @inject(RoleStreams) private readonly streams: RoleStreams,
    @inject(StreamLimits) private readonly limits: StreamLimits,
    @inject(StreamMetrics) private readonly metrics: StreamMetrics,
    @inject(Audit) private readonly audit: Audit,
    @inject(Clock) private readonly clock: Clock,
  ) {
    metrics.watch('role', () => streams.countsByRole());
    this.router.get('/events', (request, response) => this.onOpen(request, response));
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
    const actor = await this.authenticate.forStream(bearerOf(request) ?? parameter(request, 'token') ?? '');
    if (request.method === 'HEAD') {
      response.writeHead(200, STREAM_HEAD).end();
      return;
    }
    if (request.socket.destroyed) return; // he left while he was being looked up
    if (response.socket === null) throw new HttpProblem(400, 'bad_request', 'Bad request', PIPELINED);
    const opened = this.clock.now();
    const who = { request_id: request.id, user_id: actor.id, role: actor.role };
    const connection = new SseConnection(response, opened.getTime(), () => this.streams.remove(stream));
    const stream = new RoleStream(actor, connection, this.limits, this.metrics, opened, {
      onFailed: (err) => request.log.error({ err }, 'SSE stream failed'),
      onEnded: (reason) => {
        const ms = this.clock.now().getTime() - opened.getTime();
        this.metrics.ended(reason);
        this.audit.record('SSE stream closed', { ...who, reason, ms });
      },
    });
    this.streams.add(stream);
    this.audit.record('SSE stream opened', who);
    await this.streams.recheck([stream]); // it may have been revoked before anybody listened for that
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

  private stats(): StreamStatsWire {
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
