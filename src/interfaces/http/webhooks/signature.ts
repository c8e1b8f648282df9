import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The HMAC-SHA256 of a body in `X-Signature: sha256=<hex>`, in lower case; null unless it is the right one. Compared in
 * the same time wherever it differs.
 */
export function verifiedSignature(body: Buffer, header: string | undefined, secret: string): string | null {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1];
  if (given === undefined) return null;
  const right = createHmac('sha256', secret).update(body).digest();
  return timingSafeEqual(Buffer.from(given, 'hex'), right) ? given.toLowerCase() : null;
}
