/** Randomness that nobody can guess. */
export interface Secrets {
  /** A UUID. */
  id(): string;
  /** 256 bits for a client to keep, and the SHA-256 of them for us. */
  token(): { token: string; hash: string };
  /** Eighteen characters that a person can type. */
  password(): string;
}
export const Secrets = Symbol('Secrets');
