import { frontEnds } from './front-ends.ts';

/** Somebody's site, on an origin of its own. */
export interface Site {
  /** `http://127.0.0.1:4321` */
  readonly url: string;
  /** As widgets allow it: `127.0.0.1:4321` */
  readonly host: string;
  /** What its only page is from now on. */
  show(page: SitePage): void;
}

interface SitePage {
  /** Markup of the head: the script of a widget. */
  readonly head: string;
  readonly body?: string;
  /** The site's Content-Security-Policy. */
  readonly policy?: string;
}

/** Opens sites; each lives as long as the test that made it. */
export function sites(): () => Promise<Site> {
  const { answering } = frontEnds();
  return async () => {
    let shown: SitePage = { head: '' };
    const url = await answering((_request, response) => {
      const { head, body = '<h1>Окна и двери</h1>', policy } = shown;
      if (policy) response.setHeader('Content-Security-Policy', policy);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><html lang="ru"><head><title>Чужой сайт</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">${head}</head><body><main>${body}</main></body></html>`);
    });
    return {
      url,
      host: new URL(url).host,
      show(page) {
        shown = page;
      },
    };
  };
}

/** The line that the owner of a site pastes. */
export function widgetScript(server: string, token: string, attributes = ''): string {
  return `<script src="${server}/widget.js" data-token="${token}" ${attributes} defer></script>`;
}
