import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';
import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { inject, injectable } from 'tsyringe';
import { Authenticate } from '../../usecases/people/authenticate.ts';
import { Trace } from '../../usecases/ports/trace.ts';
import { RoleStreamRouter } from '../sse/role-stream-router.ts';
import { AuthRouter } from './auth/auth-router.ts';
import { authenticated } from './authenticate.ts';
import { DocsRouter } from './docs/docs-router.ts';
import { EstimatesRouter } from './estimates/estimates-router.ts';
import { EventsRouter } from './events/events-router.ts';
import { HttpLogger } from './http-logger.ts';
import { HttpSettings } from './http-settings.ts';
import { jsonBody } from './json-body.ts';
import { Metrics } from './operations/metrics.ts';
import { OperationsRouter } from './operations/operations-router.ts';
import { notFound, problemDetails } from './problem-details.ts';
import { ProjectsRouter } from './projects/projects-router.ts';
import { ForemenRouter } from './users/foremen-router.ts';
import { UsersRouter } from './users/users-router.ts';

const EXPOSED = ['X-Request-Id', 'X-Stream-Position', 'ETag', 'Retry-After', 'Idempotent-Replayed'];

/** Not to upgrade to HTTPS: on a laptop or in a closed network there may be none. A front end with TLS adds its own. */
const HEADERS = { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } };

/** A router, where it hangs, and what a request must pass before it. */
interface Mount {
  readonly prefix: string;
  readonly before: readonly RequestHandler[];
  readonly router: Router;
}

/** Everything that the outside can call, in the order in which a request meets it. */
@injectable()
export class HttpApp {
  readonly express: Express = express();
  /** Everything that answers: the table of operations is held to it. */
  readonly mounts: readonly Mount[];

  constructor(
    @inject(HttpLogger) logger: HttpLogger,
    @inject(HttpSettings) settings: HttpSettings,
    @inject(Trace) trace: Trace,
    @inject(Metrics) metrics: Metrics,
    @inject(Authenticate) authenticate: Authenticate,
    @inject(OperationsRouter) operations: OperationsRouter,
    @inject(DocsRouter) docs: DocsRouter,
    @inject(AuthRouter) auth: AuthRouter,
    @inject(RoleStreamRouter) roleStreams: RoleStreamRouter,
    @inject(EventsRouter) events: EventsRouter,
    @inject(UsersRouter) users: UsersRouter,
    @inject(ForemenRouter) foremen: ForemenRouter,
    @inject(ProjectsRouter) projects: ProjectsRouter,
    @inject(EstimatesRouter) estimates: EstimatesRouter,
  ) {
    const app = this.express;
    app.disable('etag');
    app.disable('x-powered-by');
    app.set('trust proxy', settings.trustProxy);
    app.use(requestLog(logger), metrics.measure, traced(trace), neverNotModified);
    app.use(helmet(HEADERS), cors({ origin: [...settings.corsOrigins], exposedHeaders: EXPOSED, maxAge: 600 }));
    const signedIn = [authenticated(authenticate), jsonBody];
    this.mounts = [
      { prefix: '', before: [], router: operations.router },
      { prefix: '', before: [], router: docs.router },
      { prefix: '/api/v1/auth', before: [], router: auth.router },
      { prefix: '/api/v1/sse', before: [], router: roleStreams.router },
      { prefix: '/api/v1/events', before: signedIn, router: events.router },
      { prefix: '/api/v1/users', before: signedIn, router: users.router },
      { prefix: '/api/v1/foremen', before: signedIn, router: foremen.router },
      { prefix: '/api/v1/projects', before: signedIn, router: projects.router },
      { prefix: '/api/v1/estimates', before: signedIn, router: estimates.router },
    ];
    for (const { prefix, before, router } of this.mounts) {
      app.use(prefix || '/', metrics.mountedAt(prefix), ...before, router);
    }
    app.use(notFound, problemDetails);
  }
}

/** One line for each answer. The path without its query: that may hold a token. */
function requestLog(logger: HttpLogger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId,
    autoLogging: { ignore: (request) => request.url?.startsWith('/api/v1/sse/events') ?? false },
    serializers: {
      req: ({ id, method, url }: { id: string; method: string; url: string }) => ({ id, method, path: pathOf(url) }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
  });
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

/** Express answers 304 to a tag that it knows; but names joined from other rows may have changed since that version. */
const neverNotModified: RequestHandler = (request, _response, next) => {
  delete request.headers['if-none-match'];
  delete request.headers['if-modified-since'];
  next();
};

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}
