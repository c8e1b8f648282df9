import { DomainError, NotFound } from '../shared/domain-error.ts';

/** The same for a wrong password, an unknown address and a deactivated person: a stranger learns nothing. */
export class InvalidCredentials extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'invalid_credentials';

  constructor() {
    super('The e-mail address or the password is wrong.');
  }
}

export class Unauthenticated extends DomainError {
  readonly kind = 'unauthenticated';
  readonly code = 'unauthenticated';

  constructor() {
    super('Sign in: the access token is missing, expired or revoked.');
  }
}

export class EmailTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'email_taken';

  constructor() {
    super('Somebody with this e-mail address is there already.');
  }
}

export class UserNotFound extends NotFound {
  constructor() {
    super('There is no such person.');
  }
}

export class LastAdmin extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'last_admin';

  constructor() {
    super('This is the last active admin: make another first, or nobody could let people in any more.');
  }
}
