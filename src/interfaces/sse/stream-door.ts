import type { Request, Response } from 'express';
import { inject, injectable } from 'tsyringe';
import type { Reading } from '../../usecases/live-feed/open-feed.ts';
import { Audit } from '../../usecases/ports/audit.ts';
import { Clock } from '../../usecases/ports/clock.ts';
import { Outages } from '../../usecases/ports/outages.ts';
import { HttpLogger } from '../http/http-logger.ts';
import { answersOn } from '../http/open-answers.ts';
import { HttpProblem } from '../http/problem-details.ts';
import { Rarely } from '../http/rarely.ts';
import { comeBackMs } from './come-back.ts';
import { LiveStream } from './live-stream.ts';
import { OpenStreams } from './open-streams.ts';
import { SseConnection, STREAM_HEAD } from './sse-connection.ts';
import { lastEventIdOf } from './stream-address.ts';
import type { StreamFormat } from './stream-format.ts';
import { STREAM_KINDS, type StreamKind, StreamLimits } from './stream-limits.ts';
import { type StreamMeter, StreamMetrics } from './stream-metrics.ts';
import type { StreamNature } from './stream-nature.ts';

const PIPELINED = 'A stream takes its whole connection: no other request may be under way there.';

type Handler = (request: Request, response: Response) => Promise<void>;

/** Where every stream begins, whatever its kind, once it is known who asks and that he may. */
@injectable()
export class StreamDoor {
  private readonly meters: Readonly<Record<StreamKind, StreamMeter>>;
  private readonly rarely = new Rarely();

  constructor(
    @inject(OpenStreams) private readonly streams: OpenStreams,
    @inject(StreamLimits) private readonly limits: StreamLimits,
    @inject(StreamMetrics) private readonly metrics: StreamMetrics,
    @inject(Audit) private readonly audit: Audit,
    @inject(Clock) private readonly clock: Clock,
    @inject(HttpLogger) private readonly logger: HttpLogger,
    @inject(Outages) private readonly outages: Outages,
  ) {
    metrics.watch(() => streams.counts());
    this.meters = Object.fromEntries(STREAM_KINDS.map((kind) => [kind, metrics.meter()])) as typeof this.meters;
  }

  /**
   * Sends the head and takes the connection over; then `begin` brings the feed. It is not called where nobody waits for
   * a body, or he left meanwhile. What fails in it ends the stream, since the head is out already: the client comes back.
   */
  async open(
    request: Request,
    response: Response,
    nature: StreamNature,
    begin: (stream: LiveStream) => Promise<void> | void,
  ): Promise<void> {
    if (request.method === 'HEAD') {
      const { Connection, ...head } = STREAM_HEAD; // without a body, whether the connection stays is up to the client
      response.writeHead(200, head).end();
      return;
    }
    if (request.socket.destroyed) return;
    if (answersOn(request.socket).size > 1) throw new HttpProblem(400, 'bad_request', 'Bad request', PIPELINED);
    const stream = this.enter(request, response, nature);
    try {
      await this.streams.add(stream);
      if (stream.endedBy === null) await begin(stream);
    } catch (error) {
      if (stream.endedBy === null) stream.failed(error);
    }
  }

  /**
   * The handler of a stream's path. While the database is away nobody can be let in; but a browser's EventSource comes
   * back only to a stream that ended, and gives up for good at any other answer (WHATWG HTML §9.2.3). Whoever does not
   * name the event stream as what he accepts gets 503, as everywhere.
   */
  entrance(format: Pick<StreamFormat, 'closing'>, enter: Handler): Handler {
    return async (request, response) => {
      try {
        await enter(request, response);
      } catch (error) {
        if (response.headersSent || !isBrowser(request) || !this.outages.isOutage(error)) throw error;
        this.logger[this.rarely.level()]({ err: error, request_id: request.id }, 'SSE stream put off: no database');
        const { Connection, ...head } = STREAM_HEAD;
        response.writeHead(200, head).end(format.closing(null, 'failed', comeBackMs('failed'), this.clock.now()));
      }
    };
  }

  /** From where a client goes on, and into which bounds. */
  reading(request: Request, sink: LiveStream): Reading {
    const bound = { events: this.limits.queueLimit, size: this.limits.queueBytes };
    return { lastEventId: lastEventIdOf(request), sink, bound };
  }

  private enter(request: Request, response: Response, nature: StreamNature): LiveStream {
    const { kind, actor } = nature;
    const opened = this.clock.now().getTime();
    const request_id = request.id; // and nothing else of the request, which is large, lives as long as the stream
    const who = { request_id, stream: kind, user_id: actor?.id, role: actor?.role };
    const connection = new SseConnection(response, opened, () => this.streams.remove(stream));
    const environment = { limits: this.limits, meter: this.meters[kind], clock: this.clock };
    const stream = new LiveStream(nature, connection, environment, {
      onDelayed: (err) => this.logger[this.rarely.level()]({ err, request_id }, 'SSE stream waits for the database'),
      onFailed: (err) => this.logger.error({ err, request_id }, 'SSE stream failed'),
      onEnded: (reason) => {
        this.metrics.ended(reason);
        this.audit.record('SSE stream closed', { ...who, reason, ms: this.clock.now().getTime() - opened });
      },
    });
    this.audit.record('SSE stream opened', who);
    return stream;
  }
}

function isBrowser(request: Request): boolean {
  return request.get('Accept')?.includes(STREAM_HEAD['Content-Type']) ?? false;
}
