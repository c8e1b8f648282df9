import { createHmac } from 'node:crypto';
import type { CallOptions } from './calls.ts';
import { WEBHOOK_SECRET } from './test-server.ts';

/** `X-Signature` of these bytes. */
export function signatureOf(body: string | Buffer, secret: string = WEBHOOK_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** A delivery of the source `crm`, signed as it does. */
export function signed(body: object | string, headers: Record<string, string> = {}): CallOptions {
  const bytes = typeof body === 'string' ? body : JSON.stringify(body);
  return { body: bytes, headers: { 'X-Signature': signatureOf(bytes), ...headers } };
}
