import { Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { Readiness } from '../../../usecases/ports/readiness.ts';
import { AGAIN_S } from '../problem-details.ts';
import { Metrics } from './metrics.ts';

/** `/healthz`: the process answers. `/readyz`: it can do its work; 503 while it can't, or is stopping. `/metrics`. */
@injectable()
export class OperationsRouter {
  readonly router = Router();

  constructor(@inject(Readiness) readiness: Readiness, @inject(Metrics) { registry }: Metrics) {
    this.router.get('/metrics', async (_request, response) => {
      response.type(registry.contentType).send(await registry.metrics());
    });
    this.router.get('/healthz', (_request, response) => {
      response.json({ status: 'ok' });
    });
    this.router.get('/readyz', async (_request, response) => {
      const trouble = await readiness.trouble();
      if (trouble === null) response.json({ status: 'ready' });
      else response.status(503).set('Retry-After', AGAIN_S).json({ status: trouble });
    });
  }
}
