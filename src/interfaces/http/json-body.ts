import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';
import { tooLarge } from './problem-details.ts';

const NOTHING = createHash('sha256').digest('hex');
const digests = new WeakMap<IncomingMessage, string>();

/** The largest body that is read (contract §1). */
const MAX_BODY_BYTES = 256 * 1024;

/** Parses JSON bodies. Comes after the check of who asks: a stranger's body is not even read. */
export const jsonBody: RequestHandler = refusedAtOnce(
  express.json({
    limit: MAX_BODY_BYTES,
    verify: (request, _response, bytes) => {
      if (request.headers['idempotency-key']) digests.set(request, createHash('sha256').update(bytes).digest('hex'));
    },
  }),
);

/** Takes a body as it is, whatever it is said to be: for who signs its bytes. */
export const rawBody: RequestHandler = refusedAtOnce(
  express.raw({ type: () => true, limit: MAX_BODY_BYTES, inflate: false }),
);

/** The parsers of Express read a body that is too large to its end before they say so, and some have none. */
function refusedAtOnce(parser: RequestHandler): RequestHandler {
  return (request, response, next) => {
    let bytes = 0;
    let told = false;
    const tell = (error?: unknown) => {
      if (told) return;
      told = true;
      request.off('data', count);
      next(error);
    };
    const count = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) tell(tooLarge);
    };
    void parser(request, response, tell);
    if (!told) request.on('data', count);
  };
}

/** SHA-256 of the body as it came, of a request with an Idempotency-Key: says whether two bodies are the same. */
export function bodyDigest(request: IncomingMessage): string {
  return digests.get(request) ?? NOTHING;
}
