import { Forbidden, NotFound } from '../shared/domain-error.ts';

export class DialogNotFound extends NotFound {
  constructor() {
    super('There is no such dialog.');
  }
}

/** The same whether there is such a dialog or not: a guest who tries numbers learns nothing. */
export class NotYourDialog extends Forbidden {
  constructor() {
    super('This is not your dialog.');
  }
}

export class OperatorsOnly extends Forbidden {
  constructor() {
    super('Only managers and admins speak with guests.');
  }
}
