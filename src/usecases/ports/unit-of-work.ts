/**
 * All or nothing: what happens inside is one transaction, and the events that it means are stored in that same
 * transaction. Repositories called inside join it; a unit inside a unit joins the outer one.
 */
export interface UnitOfWork {
  /** `actorId` is who the events are put down to; null is the program itself. May run `work` again after a deadlock. */
  run<T>(actorId: number | null, work: () => Promise<T>): Promise<T>;
}
export const UnitOfWork = Symbol('UnitOfWork');
