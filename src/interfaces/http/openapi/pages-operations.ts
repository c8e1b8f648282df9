import { z } from 'zod';
import type { Operation } from './operation.ts';

/** Contract §6 to §8: what people see in a browser. */
export const PAGES_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/',
    summary: 'The web app.',
    who: 'anyone',
    answers: { 200: z.string() },
    media: 'text/html',
  },
  {
    method: 'get',
    path: '/assets/{file}',
    summary: 'What the web app is made of.',
    who: 'anyone',
    answers: { 200: z.string() },
    media: '*/*',
    errors: ['no_such_range'],
  },
  {
    method: 'get',
    path: '/widget.js',
    summary: 'The chat for other sites: a script with `data-token`.',
    who: 'anyone',
    answers: { 200: z.string() },
    media: 'text/javascript',
  },
  {
    method: 'get',
    path: '/widget-demo',
    summary: 'A page with a widget on it.',
    who: 'anyone',
    query: z.object({
      token: z.string().optional().describe('Of the widget; while developing, the oldest live one by default.'),
      lang: z.string().optional().describe('`ru` or `en`; by default as the browser asks.'),
    }),
    answers: { 200: z.string() },
    media: 'text/html',
  },
  {
    method: 'get',
    path: '/sse-demo',
    summary: 'A page that connects to any stream, shows every event, and sends.',
    who: 'anyone',
    answers: { 200: z.string() },
    media: 'text/html',
  },
  {
    method: 'get',
    path: '/pages/{file}',
    summary: 'What these pages are made of.',
    who: 'anyone',
    answers: { 200: z.string() },
    media: '*/*',
    errors: ['no_such_range'],
  },
];
