/** The bounds of a stream. Times in milliseconds. */
export interface StreamLimits {
  readonly keepaliveIntervalMs: number;
  /** A peer that takes nothing for so long is closed. */
  readonly connectionTimeoutMs: number;
  /** Events that may wait for one reader in this process; beyond, he is caught up from the log. */
  readonly queueLimit: number;
  /** The same, in bytes. */
  readonly queueBytes: number;
  /** Role streams of one user; 0 for no limit. */
  readonly perUser: number;
}
export const StreamLimits = Symbol('StreamLimits');
