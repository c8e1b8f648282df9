import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { Answer } from './door.ts';

/** `text/html`, without its parameters. */
export function mediaType(headers: IncomingHttpHeaders): string {
  return headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() || 'no content type';
}

export function isPage({ headers }: Pick<Answer, 'headers'>): boolean {
  return mediaType(headers) === 'text/html';
}

/** `404 text/html`. The body itself is never shown: nobody knows what a stranger puts there. */
export function inShort({ status, headers }: Pick<Answer, 'status' | 'headers'>): string {
  const id = headers['x-request-id'];
  const named = status >= 500 && typeof id === 'string' && /^[\w.-]{1,64}$/.test(id) ? `, request ${id}` : '';
  return `${status} ${mediaType(headers)}${named}`;
}

/** Null when the text is not JSON of that shape. */
export function readJson<T>(text: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // not even JSON: a page, or half an answer
  }
}
