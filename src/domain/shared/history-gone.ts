import { DomainError } from './domain-error.ts';

export class HistoryGone extends DomainError {
  readonly kind = 'gone';
  readonly code = 'history_gone';

  /** `oldest`: the oldest position that is kept, where it was looked up. */
  constructor(readonly oldest: number | null = null) {
    super('The events after this position are not kept, or it is no position of this log: fetch anew.');
  }
}
