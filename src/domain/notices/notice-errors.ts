import { DomainError } from '../shared/domain-error.ts';

export class NameTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'name_taken';

  constructor(what: 'clientId' | 'sessionId') {
    super(`Somebody else is connected under this ${what}: choose another, or leave it out.`);
  }
}
