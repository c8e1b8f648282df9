import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import compression from 'compression';
import { type RequestHandler, Router } from 'express';
import { injectable } from 'tsyringe';

/** Where Vite puts the app: as far from `src` as from `dist`. */
const APP = fileURLToPath(new URL('../../../../dist/web/', import.meta.url));
const ASSETS = `${APP}assets/`;
const PAGE = { root: APP, cacheControl: false, headers: { 'Cache-Control': 'no-cache' } };
/** Their names change with their content. */
const FOR_EVER = { root: ASSETS, immutable: true, maxAge: '1y' };

/** The web app (contract §8). Where it was not built there is none; `npm start` builds it. */
@injectable()
export class WebAppRouter {
  readonly router = Router();
  /** Listed once: a name that is not among them is no file, whatever it leads to. */
  private readonly assets: ReadonlySet<string> = new Set(existsSync(ASSETS) ? readdirSync(ASSETS) : []);

  constructor() {
    const compressed = compression();
    this.router.get('/', compressed, this.onPage);
    this.router.get('/assets/:file', compressed, this.onAsset);
  }

  private readonly onPage: RequestHandler = (_request, response, next) => {
    if (this.assets.size > 0) response.sendFile('index.html', PAGE);
    else next();
  };

  private readonly onAsset: RequestHandler<{ file: string }> = ({ params: { file } }, response, next) => {
    if (this.assets.has(file)) response.sendFile(file, FOR_EVER);
    else next();
  };
}
