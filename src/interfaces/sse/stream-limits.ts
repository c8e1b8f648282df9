/** The kinds of stream, by what their readers follow. */
export const STREAM_KINDS = ['role', 'channel', 'targeted', 'dialog'] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

/** The bounds of a stream. Times in milliseconds. */
export interface StreamLimits {
  /** How often a stream of this kind says that it is alive. */
  readonly heartbeatMs: Readonly<Record<StreamKind, number>>;
  /** A peer that takes nothing for so long is closed. */
  readonly connectionTimeoutMs: number;
  /** Events that may wait for one reader in this process; beyond, he is caught up from the log. */
  readonly queueLimit: number;
  /** The same, in bytes. */
  readonly queueBytes: number;
  /** Streams of one kind and one holder; 0 for no limit. */
  readonly perHolder: Readonly<Record<StreamKind, number>>;
}
export const StreamLimits = Symbol('StreamLimits');
