import type { Request, RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { inject, injectable } from 'tsyringe';
import { LiveFeed } from '../../../usecases/ports/live-feed.ts';

/** Seconds, from a fast read to a client that waits for an event. */
const HTTP_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30];

/** What Prometheus asks for (contract §8). One registry for each server, so that two in one process do not mix. */
@injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'smeta_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer, streams left out.',
    labelNames: ['method', 'route', 'status'],
    buckets: HTTP_BUCKETS,
    registers: [this.registry],
  });

  constructor(@inject(LiveFeed) feed: LiveFeed) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'smeta_eventlog_head',
      help: 'The newest position of the event log that this instance has handed out.',
      registers: [this.registry],
      collect() {
        this.set(feed.settled);
      },
    });
  }

  /** Says where the next router is mounted. */
  mountedAt(prefix: string): RequestHandler {
    return (_request, response, next) => {
      response.locals.mount = prefix;
      next();
    };
  }

  /** Measures each answer, by the route that matched and not by the path: an id is no label. */
  readonly measure: RequestHandler = (request, response, next) => {
    const began = process.hrtime.bigint();
    response.once('finish', () => {
      if (!response.writableEnded) return; // a stream, that goes on
      const seconds = Number(process.hrtime.bigint() - began) / 1e9;
      this.requests.observe(
        { method: request.method, route: routeOf(request, response), status: response.statusCode },
        seconds,
      );
    });
    next();
  };
}

/** `/api/v1/estimates/:id`, from what is known here and not from the address: that may be anything. */
function routeOf({ route }: Request, { locals }: Response): string {
  return route && typeof locals.mount === 'string' ? `${locals.mount}${route.path}` : 'unmatched';
}
