import { AsyncLocalStorage } from 'node:async_hooks';
import type { Prisma } from './generated/client.ts';

export type SubjectKind = 'user' | 'session' | 'project' | 'estimate' | 'message';

/** One thing that a unit of work wrote. `before` is as it was when the unit began; null when it was not there. */
export interface Touched {
  readonly kind: SubjectKind;
  readonly id: number | string;
  readonly before: unknown;
  /** Who touched it last; null is the program itself. */
  readonly actorId: number | null;
}

/** The running unit of work. Closed before its events are stored, so that nothing slips in behind them. */
export interface UnitScope {
  readonly tx: Prisma.TransactionClient;
  /** By subject, in the order of the first touch. */
  readonly touched: Map<string, Touched>;
  /** Things that were locked and then read, as they were then; by subject. */
  readonly taken: Map<string, unknown>;
  /** Begun and finished writes of things with events: what was read at the same count is as it is now. */
  writes: number;
  /** Things as they were last read, and at which count; by subject. */
  readonly read: Map<string, { readonly writes: number; readonly snapshot: unknown }>;
  /** Who is at work: a unit inside a unit may have an actor of its own. */
  actorId: number | null;
  open: boolean;
  /** What must not happen unless the unit is committed, and is not lost work if the process dies then. */
  readonly afterCommit: (() => void)[];
}

export const unitScope = new AsyncLocalStorage<UnitScope>();

const rawAllowed = new AsyncLocalStorage<boolean>();

/**
 * Lets the adapter's own SQL through the hook that refuses raw statements. The await must be inside: a Prisma promise
 * runs where it is awaited, not where it is made.
 */
export function allowRaw<T>(run: () => PromiseLike<T>): Promise<T> {
  return rawAllowed.run(true, async () => await run());
}

export function isRawAllowed(): boolean {
  return rawAllowed.getStore() === true;
}
