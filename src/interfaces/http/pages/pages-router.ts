import { type Request, type RequestHandler, type Response, Router } from 'express';
import { inject, injectable } from 'tsyringe';
import { FindDemoWidget } from '../../../usecases/widgets/find-demo-widget.ts';
import { PAGE_FILES, PUBLIC, readPage } from './page-files.ts';
import { widgetDemoPage } from './widget-demo-page.ts';

/** Asked for anew each time: a new version is there with the next reload. */
const FRESH = { root: PUBLIC, cacheControl: false, headers: { 'Cache-Control': 'no-cache' } };
/** The script of the widget stands in pages of other sites; helmet keeps everything else to this one. */
const FOR_ALL_SITES = { 'Cross-Origin-Resource-Policy': 'cross-origin' };

/** The widget, the page that shows it (contract §7), and the page that shows the streams (contract §6). */
@injectable()
export class PagesRouter {
  readonly router = Router();
  private readonly template = readPage('widget-demo.html');

  constructor(@inject(FindDemoWidget) private readonly findDemoWidget: FindDemoWidget) {
    this.router.get('/widget.js', (_request, response) => {
      response.sendFile('widget.js', { ...FRESH, headers: { ...FRESH.headers, ...FOR_ALL_SITES } });
    });
    this.router.get('/widget-demo', (request, response) => this.onWidgetDemo(request, response));
    this.router.get('/sse-demo', (_request, response) => response.sendFile('sse-demo.html', FRESH));
    this.router.get('/pages/:file', onFile);
  }

  private async onWidgetDemo(request: Request, response: Response): Promise<void> {
    const { token: named, lang: wanted } = request.query;
    const found =
      typeof named === 'string' && named ? { unasked: false, token: named } : await this.findDemoWidget.execute();
    const page = widgetDemoPage(this.template, {
      lang: (wanted === 'ru' || wanted === 'en' ? wanted : request.acceptsLanguages('ru', 'en')) === 'en' ? 'en' : 'ru',
      state: found.token ? 'shown' : found.unasked ? 'missing' : 'ask',
      token: found.token ?? '',
      origin: `${request.protocol}://${request.get('Host')}`,
    });
    response.set('Cache-Control', 'no-cache').type('html').send(page);
  }
}

const onFile: RequestHandler<{ file: string }> = ({ params: { file } }, response, next) => {
  if (PAGE_FILES.has(file)) response.sendFile(file, FRESH);
  else next();
};
