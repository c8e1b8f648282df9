/** Who came in, what was opened and closed and why, what was sent: for whoever must answer for it later. */
export interface Audit {
  /** `what` in the words that operators look for (seed 001). Never a secret among the fields. */
  record(what: string, fields: Readonly<Record<string, unknown>>): void;
}
export const Audit = Symbol('Audit');
