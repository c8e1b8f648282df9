/** An answer of success, as it was given. */
export interface KeptAnswer {
  readonly status: number;
  /** JSON text; null for an answer without a body. */
  readonly body: string | null;
  readonly etag: string | null;
}

/** A key as one user gave it with one request. */
export interface ClaimedKey {
  readonly userId: number;
  readonly key: string;
  /** Of method, path and body: says whether two requests are the same. */
  readonly fingerprint: string;
}

/** Answers that were given under a key of the client's. Every call belongs into `UnitOfWork.run`. */
export interface IdempotencyKeys {
  /**
   * Waits for a unit that works under the same key. Null when there is no answer younger than a day: then the key is
   * this unit's. @throws {IdempotencyKeyReused} when it was used with another request.
   */
  claim(key: ClaimedKey, at: Date): Promise<KeptAnswer | null>;
  keep(key: ClaimedKey, answer: KeptAnswer): Promise<void>;
}
export const IdempotencyKeys = Symbol('IdempotencyKeys');
