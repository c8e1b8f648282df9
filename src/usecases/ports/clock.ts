/** The time, so that rules about it can be tested without waiting. */
export interface Clock {
  now(): Date;
}
export const Clock = Symbol('Clock');
