import { DomainError } from './domain-error.ts';

export class HistoryGone extends DomainError {
  readonly kind = 'gone';
  readonly code = 'history_gone';

  constructor() {
    super('The events after this position are not kept, or it is no position of this log: fetch anew.');
  }
}
