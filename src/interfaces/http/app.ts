import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';
import express, { type Express, type Request, type RequestHandler } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { inject, injectable } from 'tsyringe';
import { Outages } from '../../usecases/ports/outages.ts';
import { Trace } from '../../usecases/ports/trace.ts';
import { BusinessMounts } from './business-mounts.ts';
import { ClosingTime } from './closing-time.ts';
import { CorsRules } from './cors-rules.ts';
import { DialogMounts } from './dialog-mounts.ts';
import { HttpLogger } from './http-logger.ts';
import { HttpSettings } from './http-settings.ts';
import type { Mount } from './mount.ts';
import { Metrics } from './operations/metrics.ts';
import { notFound, problemDetails } from './problem-details.ts';
import { ServiceMounts } from './service-mounts.ts';
import { StreamMounts } from './stream-mounts.ts';
import { StreamTurns } from './stream-turns.ts';

/** Not to upgrade to HTTPS: on a laptop or in a closed network there may be none. A front end with TLS adds its own. */
const HEADERS = { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } };

/** Streams have lines of their own, in the audit: when they open, and when they end. */
const STREAMS = /^\/api\/(v1\/sse\/events|v1\/streams\/[^/]+|sse|dialogs\/[^/]+\/events)\/?$/i;

/** Whoever asks how we are is told; and a browser comes back to a stream only from a stream that ended, never from a refusal. */
const ANSWERED_TO_THE_END = new RegExp(`^/(healthz|readyz|metrics)/?$|${STREAMS.source}`, STREAMS.flags);

const isStream = (path: string) => STREAMS.test(path);
/** Express takes off `url` what a router is mounted at. */
const isForStream = ({ req }: ServerResponse) => isStream(pathOf((req as Request).originalUrl ?? req.url ?? ''));
const isTurnedAway = (path: string) => !ANSWERED_TO_THE_END.test(path);

/** Everything that the outside can call, in the order in which a request meets it. */
@injectable()
export class HttpApp {
  readonly express: Express = express();
  /** Everything that answers: the table of operations is held to it. */
  readonly mounts: readonly Mount[];
  private readonly closingTime = new ClosingTime();
  private readonly streamTurns = new StreamTurns();

  constructor(
    @inject(HttpLogger) logger: HttpLogger,
    @inject(HttpSettings) settings: HttpSettings,
    @inject(Trace) trace: Trace,
    @inject(Metrics) metrics: Metrics,
    @inject(ServiceMounts) service: ServiceMounts,
    @inject(StreamMounts) streams: StreamMounts,
    @inject(BusinessMounts) business: BusinessMounts,
    @inject(DialogMounts) dialogs: DialogMounts,
    @inject(CorsRules) corsRules: CorsRules,
    @inject(Outages) outages: Outages,
  ) {
    const app = this.express;
    app.disable('etag');
    app.disable('x-powered-by');
    app.set('trust proxy', settings.trustProxy);
    app.use(on(isStream, this.streamTurns.queue)); // before all that costs something
    app.use(requestLog(logger), metrics.measure, traced(trace), neverNotModified);
    app.use(helmet(HEADERS), cors(corsRules.optionsOf));
    this.mounts = [service, streams, business, dialogs].flatMap(({ mounts }) => mounts);
    app.use(on(isTurnedAway, this.closingTime.turnAway));
    for (const { prefix, before, router } of this.mounts) {
      app.use(prefix || '/', metrics.mountedAt(prefix), ...before, router);
    }
    app.use(notFound, problemDetails(outages));
  }

  /** The server stops: requests that come from now on are not begun. */
  turnAway(): void {
    this.closingTime.begin();
  }

  /** It waits no longer for what these wait for: they are told so. But streams are cut off, and come back for that. */
  async giveUp(unanswered: readonly ServerResponse[]): Promise<void> {
    await Promise.all(
      unanswered.map((response) => (isForStream(response) ? response.destroy() : this.closingTime.giveUp(response))),
    );
  }
}

/** Of a path, what is longer than any id of ours may be a token that somebody put at a wrong place. */
const LONG_SEGMENT = /[^/]{37,}/g;

/** One line for each answer, but for streams: thousands who come back at once do not pay for what is not written. */
function requestLog(logger: HttpLogger): RequestHandler {
  const forAnswers = pinoHttp({
    logger,
    genReqId,
    serializers: {
      req: shown,
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
    customLogLevel: (_request, { statusCode }, error) => {
      if (statusCode === 503) return 'warn'; // of the surroundings, not of ours
      return error || statusCode >= 500 ? 'error' : 'info';
    },
  });
  return (request, response, next) => {
    if (!isStream(request.path)) {
      forAnswers(request, response, next);
      return;
    }
    request.id = genReqId(request, response);
    request.log = logger.child({ req: shown(request) });
    next();
  };
}

/** The path without its query: that may hold a token. */
function shown({ id, method, url }: Pick<Request, 'id' | 'method' | 'url'>) {
  return { id, method, path: pathOf(url).replace(LONG_SEGMENT, '…') };
}

/** A request keeps the id that a proxy gave it, if it is a modest one. */
function genReqId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

function traced(trace: Trace): RequestHandler {
  return (request, _response, next) => trace.run(String(request.id), next);
}

function on(which: (path: string) => boolean, handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (which(request.path)) handler(request, response, next);
    else next();
  };
}

/** Express answers 304 to a tag that it knows; but names joined from other rows may have changed since that version. */
const neverNotModified: RequestHandler = (request, _response, next) => {
  delete request.headers['if-none-match'];
  delete request.headers['if-modified-since'];
  next();
};

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}
