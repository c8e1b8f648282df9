/** Whether the program can do its work. */
export interface Readiness {
  /** Null, or what keeps it from working: `database_away`, `stopping`. */
  trouble(): Promise<'database_away' | 'stopping' | null>;
}
export const Readiness = Symbol('Readiness');
