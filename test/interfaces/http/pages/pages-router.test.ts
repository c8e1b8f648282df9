import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { call } from '../../../support/calls.ts';
import { sharedServer } from '../../../support/test-server.ts';

/** Of the script that other people's pages carry: brief to load, with nothing to build. */
const WIDGET_BYTES = 15_000;
const PAGES = ['/widget-demo', '/sse-demo'];

describe('the pages', () => {
  const server = sharedServer();
  const get = (path: string, headers = {}) => call(server().url, `GET ${path}`, { headers });

  it('include a widget of less than 15 kB, which pages of any origin may load', async () => {
    const { status, media, headers, body } = await get('/widget.js');

    expect({ status, media }).toEqual({ status: 200, media: 'text/javascript' });
    expect(Buffer.byteLength(body)).toBeLessThan(WIDGET_BYTES);
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(headers.get('Cache-Control')).toBe('no-cache');
  });

  it.each(PAGES)('%s has no script or style of its own in its markup, and nothing from another host', async (path) => {
    const { status, media, headers, body } = await get(path);

    const foreign = body.replaceAll(server().url, '').match(/(src|href)="(https?:)?\/\/[^"]*"/g);
    expect({ status, media }).toEqual({ status: 200, media: 'text/html' });
    expect(headers.get('Content-Security-Policy')).toMatch(/(^|;)script-src 'self'(;|$)/);
    expect(headers.get('Cache-Control')).toBe('no-cache');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(body).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=|javascript:/i);
    expect(foreign).toBeNull();
  });

  it.each(PAGES)('%s comes with everything that it names', async (path) => {
    const { body } = await get(path);
    const named = [...body.matchAll(/(?:src|href)="(\/pages\/[^"]+)"/g)].map((match) => match[1]);

    const files = await Promise.all(named.map(async (file) => ({ file, ...(await get(file)) })));

    expect(named.length).toBeGreaterThan(1);
    expect(files.map(({ file, status, media }) => ({ file, status, media }))).toEqual(
      named.map((file) => ({ file, status: 200, media: file.endsWith('.css') ? 'text/css' : 'text/javascript' })),
    );
  });

  it('give every file of their folder as it is, fresh each time', async () => {
    const names = readdirSync('public');

    const files = await Promise.all(names.map((name) => get(`/pages/${name}`, { 'If-None-Match': '*' })));

    expect(files.map(({ status }) => status)).toEqual(names.map(() => 200));
    expect(files.map(({ body }) => body)).toEqual(names.map((name) => readFileSync(`public/${name}`, 'utf8')));
  });

  it.each([
    '/pages/package.json',
    '/pages/..%2fpackage.json',
    '/pages/%2e%2e%2f.env.example',
    '/pages/..%5cpackage.json',
    '/pages/',
    '/pages/demo.css%00.js',
    '/public/demo.css',
  ])('do not give away %s', async (path) => {
    const { status, body } = await get(path);

    expect({ status, code: body.code }).toEqual({ status: 404, code: 'not_found' });
  });

  it.each([
    [{ 'Accept-Language': 'en-GB,en;q=0.9' }, '', 'en'],
    [{ 'Accept-Language': 'ru,en;q=0.5' }, '', 'ru'],
    [{ 'Accept-Language': 'de' }, '', 'ru'],
    [{ 'Accept-Language': 'ru' }, '?lang=en', 'en'],
    [{ 'Accept-Language': 'en' }, '?lang=tlh&lang=ru', 'en'],
  ])('are in the language of %j%s: %s', async (headers, query, lang) => {
    const { body } = await get(`/widget-demo${query}`, headers);

    expect(body).toContain(`<html lang="${lang}"`);
  });
});
