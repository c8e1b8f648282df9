import { Forbidden, NotFound } from '../shared/domain-error.ts';

export class AssistantNotFound extends NotFound {
  constructor() {
    super('There is no such assistant.');
  }
}

export class WidgetNotFound extends NotFound {
  constructor() {
    super('There is no such widget, or its token was revoked.');
  }
}

/** The words of the next three are the contract's (§7): the widget shows them. */
export class TokenRevoked extends Forbidden {
  constructor() {
    super('token revoked');
  }
}

/** It was allowed when the token was made. */
export class DomainsChanged extends Forbidden {
  constructor() {
    super('domains changed');
  }
}

export class DomainNotAllowed extends Forbidden {
  constructor() {
    super('domain not allowed');
  }
}
