import type { ZodObject, ZodType } from 'zod';
import type { Role } from '../../../domain/shared/actor.ts';
import type { ErrorCode } from './error-codes.ts';

export type Who = 'anyone' | 'signed-in' | readonly Role[];

export const OFFICE: Who = ['manager', 'admin'];
export const ADMIN: Who = ['admin'];

/** One call of the API as its clients see it. Documents and tests are made of these rows; the routers are held to them. */
export interface Operation {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** In full, as OpenAPI writes it: `/api/v1/estimates/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly who: Who;
  /** Whether the token may also stand in the address: an EventSource can't send headers. */
  readonly tokenInQuery?: true;
  readonly query?: ZodObject;
  readonly body?: ZodObject;
  /** By status; null where there is no body. */
  readonly answers: Readonly<Record<number, ZodType | null>>;
  /** Of its answers, where that is not JSON. */
  readonly media?: string;
  /** Headers of requests that it heeds. */
  readonly heeds?: readonly HeededHeader[];
  /** Headers of answers that it sets, besides those that every answer has. */
  readonly sets?: readonly SetHeader[];
  /** Besides those that follow from the rest of the row (`errorsOf`). */
  readonly errors?: readonly ErrorCode[];
}

export type HeededHeader = 'Idempotency-Key' | 'If-Match' | 'Last-Event-ID' | 'X-Signature' | 'X-Delivery-Id';
export type SetHeader = 'ETag' | 'X-Stream-Position' | 'Idempotent-Replayed';

/** What the rows of unsafe requests have in common: done once for each key (contract §1). */
export const ONCE = { heeds: ['Idempotency-Key'], sets: ['Idempotent-Replayed'] } as const;
/** The same, of a thing with a version. */
export const ONCE_VERSIONED = {
  heeds: ['Idempotency-Key', 'If-Match'],
  sets: ['Idempotent-Replayed', 'ETag'],
} as const;
/** Of its making, and of its end. */
export const ONCE_CREATED = { heeds: ['Idempotency-Key'], sets: ['Idempotent-Replayed', 'ETag'] } as const;
export const ONCE_DELETED = { heeds: ['Idempotency-Key', 'If-Match'], sets: ['Idempotent-Replayed'] } as const;

/** Every code that the operation can refuse with. */
export function errorsOf(operation: Operation): ErrorCode[] {
  const { who, path, query, body, heeds = [], errors = [] } = operation;
  const codes = new Set<ErrorCode>(['internal_error', 'unavailable', ...errors]);
  const add = (condition: boolean, ...more: ErrorCode[]) => {
    if (condition) for (const code of more) codes.add(code);
  };
  add(who !== 'anyone', 'unauthenticated');
  add(typeof who === 'object', 'forbidden');
  add(path.includes('{'), 'bad_request', 'not_found');
  add(query !== undefined, 'validation_failed');
  add(body !== undefined, 'malformed_json', 'bad_request', 'too_large', 'unsupported_media_type', 'validation_failed');
  add(heeds.includes('Idempotency-Key'), 'validation_failed');
  add(heeds.includes('If-Match'), 'stale_version');
  add(operation.sets?.includes('Idempotent-Replayed') ?? false, 'idempotency_key_reused');
  return [...codes];
}
