import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import express, { type RequestHandler } from 'express';

const NOTHING = createHash('sha256').digest('hex');
const digests = new WeakMap<IncomingMessage, string>();

/** The largest body that is read (contract §1). */
export const MAX_BODY_BYTES = 256 * 1024;

/** Parses JSON bodies. Comes after the check of who asks: a stranger's body is not even read. */
export const jsonBody: RequestHandler = express.json({
  limit: MAX_BODY_BYTES,
  verify: (request, _response, bytes) => {
    if (request.headers['idempotency-key']) digests.set(request, createHash('sha256').update(bytes).digest('hex'));
  },
});

/** SHA-256 of the body as it came, of a request with an Idempotency-Key: says whether two bodies are the same. */
export function bodyDigest(request: IncomingMessage): string {
  return digests.get(request) ?? NOTHING;
}
