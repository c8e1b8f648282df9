import { DomainError } from './domain-error.ts';

export class IdempotencyKeyReused extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'idempotency_key_reused';

  constructor() {
    super('This Idempotency-Key was used with another request: take a new one for each new request.');
  }
}
