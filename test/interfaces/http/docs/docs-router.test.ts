import { describe, expect, it } from '@jest/globals';
import { call } from '../../../support/calls.ts';
import { sharedServer } from '../../../support/test-server.ts';

describe('the documents', () => {
  const server = sharedServer();
  const get = (path: string) => call(server().url, `GET ${path}`);

  it('are there for anybody', async () => {
    const [openapi, asyncapi] = await Promise.all([get('/openapi.json'), get('/asyncapi.json')]);

    expect(openapi.body).toMatchObject({ openapi: '3.1.0', paths: { '/api/v1/estimates/{id}': {} } });
    expect(asyncapi.body).toMatchObject({ asyncapi: '3.0.0' });
    expect([openapi.media, asyncapi.media]).toEqual(['application/json', 'application/json']);
  });

  it('come as a page without a script of its own and without another host', async () => {
    const { status, media, headers, body } = await get('/docs');

    const policy = headers.get('Content-Security-Policy') ?? '';
    expect({ status, media }).toEqual({ status: 200, media: 'text/html' });
    expect(policy).toMatch(/(^|;)script-src 'self'(;|$)/);
    expect(body).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>|\son\w+=|javascript:/i);
    expect(body).not.toMatch(/https?:|\/\/\w/);
  });

  it('come with everything that the page names', async () => {
    const { body } = await get('/docs');
    const named = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]);

    const files = await Promise.all(named.map(async (path) => ({ path, ...(await get(path)) })));

    expect(files.map(({ path, status, media }) => ({ path, status, media }))).toEqual([
      { path: '/docs/favicon-32x32.png', status: 200, media: 'image/png' },
      { path: '/docs/swagger-ui.css', status: 200, media: 'text/css' },
      { path: '/docs/swagger-ui-bundle.js', status: 200, media: 'text/javascript' },
      { path: '/docs/start.js', status: 200, media: 'text/javascript' },
    ]);
    expect(files[3]?.body).toContain("url: '/openapi.json'");
    expect(files[3]?.body).toContain('validatorUrl: null');
  });

  it.each([
    '/docs/package.json',
    '/docs/index.html',
    '/docs/..%2fpackage.json',
    '/docs/%2e%2e%2f%2e%2e%2fexpress%2fpackage.json',
  ])('do not give away %s', async (path) => {
    const { status, body } = await get(path);

    expect({ status, code: body.code }).toEqual({ status: 404, code: 'not_found' });
  });
});
