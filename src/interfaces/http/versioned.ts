import type { Request, Response } from 'express';
import { NotFound } from '../../domain/shared/domain-error.ts';
import type { Expected } from '../../domain/shared/version.ts';

/** Answers with a thing that has a version, and its ETag (RFC 9110 §8.8.3). */
export function sendVersioned(response: Response, body: { readonly version: number }): void {
  response.set('ETag', `"${body.version}"`).json(body);
}

/** The versions that If-Match accepts (RFC 9110 §13.1.1). A tag that can't be ours, or is weak, matches none. */
export function expectedOf(request: Request): Expected {
  const header = request.get('If-Match')?.trim();
  if (header === undefined || header === '*') return null;
  return header.split(',').map((tag) => Number(/^"([1-9]\d{0,9})"$/.exec(tag.trim())?.[1] ?? -1));
}

/** Says from where a stream goes on after this answer. */
export function setPosition(response: Response, position: number): void {
  response.set('X-Stream-Position', String(position));
}

/** The id in the path. @throws {NotFound} for what can't be one. */
export function idOf(request: Request): number {
  const text = String(request.params.id);
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
  if (id === 0 || id > 2 ** 31 - 1) throw new NoSuchId();
  return id;
}

class NoSuchId extends NotFound {
  constructor() {
    super('There is nothing with this id.');
  }
}
