import { DomainError, NotFound } from '../shared/domain-error.ts';

export class WebhookSourceNotFound extends NotFound {
  constructor() {
    super('There is no such source of webhooks.');
  }
}

export class InvalidSignature extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'invalid_signature';

  constructor() {
    super("X-Signature must be sha256=<the HMAC-SHA256 of the body under the source's secret, hexadecimal>.");
  }
}
