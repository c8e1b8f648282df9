import { inject, injectable } from 'tsyringe';
import { DocsRouter } from './docs/docs-router.ts';
import { type Mount, open } from './mount.ts';
import { OperationsRouter } from './operations/operations-router.ts';
import { PagesRouter } from './pages/pages-router.ts';
import { WebAppRouter } from './pages/web-app-router.ts';

/** What asks for no sign-in (contract §8): health, metrics, documents, pages. */
@injectable()
export class ServiceMounts {
  readonly mounts: readonly Mount[];

  constructor(
    @inject(OperationsRouter) operations: OperationsRouter,
    @inject(DocsRouter) docs: DocsRouter,
    @inject(PagesRouter) pages: PagesRouter,
    @inject(WebAppRouter) app: WebAppRouter,
  ) {
    this.mounts = [open('', operations), open('', docs), open('', pages), open('', app)];
  }
}
