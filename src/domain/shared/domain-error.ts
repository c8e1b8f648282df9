/** What went wrong in the terms of the business. The edges translate it; no HTTP status stands in here. */
export type ErrorKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'stale' | 'gone';

/** One field that breaks a rule. `path` is the way to it: `['items', 0, 'quantity']`. */
export interface FieldError {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A deliberate refusal. `code` is a stable snake_case word that programs may rely on. */
export abstract class DomainError extends Error {
  abstract readonly kind: ErrorKind;
  abstract readonly code: string;
  readonly fields: readonly FieldError[] = [];
}

/** Something breaks a rule that only the domain knows. */
export class InvalidInput extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'validation_failed';

  constructor(override readonly fields: readonly FieldError[]) {
    super(
      fields.map(({ path, message }) => [...(path.length > 0 ? [path.join('.')] : []), message].join(': ')).join('; '),
    );
  }
}

/** The actor may see this thing, but may not do that. */
export class Forbidden extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'forbidden';
}

/** The thing is not there, or is not the actor's to see: the two look alike from outside. */
export class NotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'not_found';
}

/** Somebody changed the thing since the version that the actor named. */
export class StaleVersion extends DomainError {
  readonly kind = 'stale';
  readonly code = 'stale_version';

  constructor(present: number) {
    super(`It was changed meanwhile and is at version ${present} now: read it again, then repeat the change.`);
  }
}
