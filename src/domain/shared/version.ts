import { StaleVersion } from './domain-error.ts';

/** The versions that a caller read and accepts to change; null where he does not care. */
export type Expected = readonly number[] | null;

/** Refuses a change that was made from an older reading. @throws {StaleVersion} */
export function expectVersion(present: number, expected: Expected): void {
  if (expected !== null && !expected.includes(present)) throw new StaleVersion(present);
}
