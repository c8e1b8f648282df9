import type { Request, RequestHandler, Response } from 'express';
import { InvalidInput } from '../../domain/shared/domain-error.ts';
import type { AnswerOnce } from '../../usecases/answer-once.ts';
import type { KeptAnswer } from '../../usecases/ports/idempotency-keys.ts';
import { actorOf } from './authenticate.ts';
import { bodyDigest } from './json-body.ts';

const MAX_KEY = 255;

/** What a handler of an unsafe request answers, before it is sent: so that it can be kept for a repeat. */
export interface Answer {
  readonly status: 200 | 201 | 202 | 204;
  readonly body?: { readonly version?: number };
}

export const done = (body: Answer['body'] & object): Answer => ({ status: 200, body });
export const created = (body: Answer['body'] & object): Answer => ({ status: 201, body });
export const accepted = (body: Answer['body'] & object): Answer => ({ status: 202, body });
export const gone: Answer = { status: 204 };

/**
 * An unsafe request. With an `Idempotency-Key` (contract §1) it is done once: the same key and request are answered as
 * the first time.
 */
export function unsafe(once: AnswerOnce, handle: (request: Request) => Promise<Answer>): RequestHandler {
  return async (request, response) => {
    const key = keyOf(request);
    if (key === null) {
      send(response, toKept(await handle(request)));
      return;
    }
    const claimed = { userId: actorOf(request).id, key, fingerprint: fingerprintOf(request) };
    const { answer, replayed } = await once.execute(claimed, async () => toKept(await handle(request)));
    if (replayed) response.set('Idempotent-Replayed', 'true');
    send(response, answer);
  };
}

/** Null when there is none. @throws {InvalidInput} for one that is too long. */
export function keyOf(request: Request): string | null {
  const key = request.get('Idempotency-Key');
  if (key !== undefined && key.length > MAX_KEY) {
    throw new InvalidInput([{ path: ['Idempotency-Key'], message: `must have at most ${MAX_KEY} characters` }]);
  }
  return key || null;
}

function fingerprintOf(request: Request): string {
  return `${request.method} ${request.originalUrl.split('?', 1)[0]} ${bodyDigest(request)}`;
}

function toKept({ status, body }: Answer): KeptAnswer {
  const etag = body?.version === undefined ? null : `"${body.version}"`;
  return { status, body: body === undefined ? null : JSON.stringify(body), etag };
}

function send(response: Response, { status, body, etag }: KeptAnswer): void {
  response.status(status);
  if (etag !== null) response.set('ETag', etag);
  if (body === null) response.end();
  else response.type('json').send(body);
}
