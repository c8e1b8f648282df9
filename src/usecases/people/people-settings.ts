/** How long a session lasts from its last refresh. */
export interface PeopleSettings {
  readonly sessionTtlMs: number;
}
export const PeopleSettings = Symbol('PeopleSettings');
