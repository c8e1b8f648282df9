import { z } from 'zod';
import { HealthWire } from '../../wire/health-wire.ts';
import type { Operation } from './operation.ts';

const document = z.looseObject({});

/** Contract §8: none asks for a sign-in. */
export const SERVICE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/healthz',
    summary: 'The process answers.',
    who: 'anyone',
    answers: { 200: HealthWire },
  },
  {
    method: 'get',
    path: '/readyz',
    summary: 'It can do its work; 503 while the database is away or the server is stopping.',
    who: 'anyone',
    answers: { 200: HealthWire, 503: HealthWire },
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'For Prometheus.',
    who: 'anyone',
    answers: { 200: z.string() },
    media: 'text/plain',
  },
  { method: 'get', path: '/openapi.json', summary: 'This document.', who: 'anyone', answers: { 200: document } },
  {
    method: 'get',
    path: '/asyncapi.json',
    summary: 'The messages of the role stream.',
    who: 'anyone',
    answers: { 200: document },
  },
  {
    method: 'get',
    path: '/docs',
    summary: 'This document as a page.',
    who: 'anyone',
    answers: { 200: z.string() },
    media: 'text/html',
  },
  {
    method: 'get',
    path: '/docs/{file}',
    summary: 'What that page is made of.',
    who: 'anyone',
    answers: { 200: z.string() },
    media: '*/*',
  },
];
