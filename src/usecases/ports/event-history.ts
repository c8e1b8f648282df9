import type { Page } from '../../domain/shared/page.ts';

/** What happened to a thing once. */
export interface HistoryEntry {
  /** Its position in the log. */
  readonly id: number;
  readonly type: string;
  /** JSON text. */
  readonly data: string;
  readonly occurredAt: Date;
  readonly actorName: string | null;
  readonly reason: string | null;
}

/** The kept events of one thing. Who may see them is the caller's business. */
export interface EventHistory {
  /** Newest first; notices to single people are left out. `subject` as `estimate:17`. */
  list(subject: string, page: Page): Promise<HistoryEntry[]>;
}
export const EventHistory = Symbol('EventHistory');
