import { type RequestHandler, Router } from 'express';
import { injectable } from 'tsyringe';
import { asyncApiDocument } from '../openapi/asyncapi-document.ts';
import { openApiDocument } from '../openapi/openapi-document.ts';
import { AREAS } from '../openapi/operations.ts';
import { DIST, FILES, PAGE, START } from './docs-page.ts';

const A_DAY_MS = 24 * 60 * 60 * 1000;

const OPENAPI = openApiDocument(AREAS);
const ASYNCAPI = asyncApiDocument();

/** `/openapi.json`, `/asyncapi.json` and `/docs`, which shows the first (contract §8). */
@injectable()
export class DocsRouter {
  readonly router = Router();

  constructor() {
    this.router.get('/openapi.json', (_request, response) => void response.json(OPENAPI));
    this.router.get('/asyncapi.json', (_request, response) => void response.json(ASYNCAPI));
    this.router.get('/docs', (_request, response) => void response.type('html').send(PAGE));
    this.router.get('/docs/:file', onFile);
  }
}

const onFile: RequestHandler<{ file: string }> = ({ params: { file } }, response, next) => {
  if (file === 'start.js') response.type('js').send(START);
  else if (FILES.has(file)) response.sendFile(file, { root: DIST, maxAge: A_DAY_MS });
  else next();
};
