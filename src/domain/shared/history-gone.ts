import { DomainError } from './domain-error.ts';

export class HistoryGone extends DomainError {
  readonly kind = 'gone';
  readonly code = 'history_gone';

  /** Up to where it was swept away; null where that is not what happened. */
  constructor(readonly sweptTo: number | null = null) {
    super('The events after this position are not kept, or it is no position of this log: fetch anew.');
  }
}
