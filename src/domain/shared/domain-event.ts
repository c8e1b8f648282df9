/**
 * Names who may see an event: everybody in a role, one person, both sides of a dialog, or the program's own instances
 * alone.
 */
export type AudienceKey = `role:${'manager' | 'admin'}` | `user:${number}` | `dialog:${number}` | 'program';

/** A fact: plain, frozen, past. Money in it is `Decimal`. */
export interface DomainEvent<Type extends string, Snapshot> {
  readonly type: Type;
  readonly snapshot: Snapshot;
  readonly audience: readonly AudienceKey[];
  /** Why somebody did it, in his words; kept for the history. */
  readonly reason?: string | null;
}
