/** A secret that a client keeps, and the SHA-256 of it that we keep, hexadecimal. */
export interface Secret {
  readonly token: string;
  readonly hash: string;
}

/** What nobody can guess. */
export interface Secrets {
  /** A UUID. */
  id(): string;
  /** 256 random bits. */
  token(): Secret;
  /** The same secret each time for the same `seed`, and for nobody but this installation. */
  derived(seed: string): Secret;
  /** SHA-256, hexadecimal. */
  hash(text: string): string;
  /** Eighteen characters that a person can type. */
  password(): string;
}
export const Secrets = Symbol('Secrets');
