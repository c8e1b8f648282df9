import type { SessionId } from '../../domain/people/session.ts';

/** Longer than any stream takes from the look at its session to its place among those that are told of its end. */
const REMEMBERED_MS = 60_000;

/**
 * Sessions that ended lately: whoever was opening a stream just then did not hear of it. Times are milliseconds of a
 * clock that nobody sets.
 */
export class EndedSessions {
  /** In the order in which they ended. */
  private readonly endedAt = new Map<SessionId, number>();
  private missedAt = Number.NEGATIVE_INFINITY;

  add(id: SessionId, now: number): void {
    this.endedAt.set(id, now);
    for (const [oldest, at] of this.endedAt) {
      if (now - at < REMEMBERED_MS) break;
      this.endedAt.delete(oldest);
    }
  }

  /** Any session may have ended without a word. */
  addUnknown(now: number): void {
    this.missedAt = now;
  }

  has(id: SessionId): boolean {
    return this.endedAt.has(id);
  }

  /** Whether there may be others than those that it knows. */
  isIncomplete(now: number): boolean {
    return now - this.missedAt < REMEMBERED_MS;
  }
}
