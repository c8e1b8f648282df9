import type { HeededHeader, SetHeader } from './operation.ts';

const text = { schema: { type: 'string' } };

/** Headers of requests, to refer to. */
export const PARAMETERS: Record<HeededHeader, object> = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'The same key with the same request answers as the first time; kept for 24 h.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    description: 'Only if the thing is still at this version: its `ETag`.',
    ...text,
  },
  'Last-Event-ID': {
    name: 'Last-Event-ID',
    in: 'header',
    description: 'The position to go on from; 0 stands before the oldest kept event.',
    ...text,
  },
  'X-Signature': {
    name: 'X-Signature',
    in: 'header',
    required: true,
    description: 'HMAC-SHA256 of the body as it is sent, with the secret of the source.',
    schema: { type: 'string', pattern: '^sha256=[0-9a-f]{64}$' },
  },
  'X-Delivery-Id': {
    name: 'X-Delivery-Id',
    in: 'header',
    description: 'A delivery that comes again is answered 200 and done once; kept for 24 h.',
    schema: { type: 'string', maxLength: 255 },
  },
};

/** Headers of answers, to refer to. */
export const HEADERS: Record<SetHeader | 'X-Request-Id' | 'Retry-After' | 'WWW-Authenticate', object> = {
  'X-Request-Id': { description: 'On every answer, to find it in the log.', ...text },
  'X-Stream-Position': {
    description: 'A stream opened with this `last_event_id` misses nothing that the answer does not show.',
    schema: { type: 'integer', minimum: 0 },
  },
  ETag: { description: 'The version, in quotes.', ...text },
  'Idempotent-Replayed': { description: '`true` where the answer is that of an earlier request.', ...text },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 0 } },
  'WWW-Authenticate': { description: 'Which scheme is asked for.', ...text },
};

export const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'The access token.' },
  streamToken: {
    type: 'apiKey',
    in: 'query',
    name: 'token',
    description: 'A stream ticket, or the access token: for clients that can set no header.',
  },
};

export function referToHeaders(names: readonly (keyof typeof HEADERS)[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

export function referToParameter(name: HeededHeader): { $ref: string } {
  return { $ref: `#/components/parameters/${name}` };
}
