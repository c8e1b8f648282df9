/** Tells what went wrong because the database can't be reached now from what is a mistake: only the former may be tried again. */
export interface Outages {
  isOutage(error: unknown): boolean;
}
export const Outages = Symbol('Outages');
