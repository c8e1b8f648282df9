import { DomainError, NotFound } from '../shared/domain-error.ts';
import { type EstimateStatus, STATUS_NAMES } from './estimate-snapshot.ts';

export class EstimateNotFound extends NotFound {
  constructor() {
    super('There is no such estimate, or it is not yours to see.');
  }
}

export class EstimateLocked extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'estimate_locked';

  constructor(status: EstimateStatus) {
    super(`The estimate is «${STATUS_NAMES[status]}» and can't be changed or deleted by you in that status.`);
  }
}

export class EstimateEmpty extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'estimate_empty';

  constructor() {
    super('The estimate has no items: add at least one, then submit it.');
  }
}

export class InvalidTransition extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'invalid_transition';

  constructor(from: EstimateStatus, to: EstimateStatus) {
    super(`An estimate that is «${STATUS_NAMES[from]}» can't become «${STATUS_NAMES[to]}».`);
  }
}

export class NumberTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'number_taken';

  constructor(number: string) {
    super(`There is an estimate with the number «${number}» already: choose another, or leave it out.`);
  }
}

export class NotAssigned extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'not_assigned';

  constructor() {
    super('The foreman is not assigned to the project: a manager can assign him, or move the estimate to another.');
  }
}
