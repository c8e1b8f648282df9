import type { ClosingReason } from './stream-format.ts';

/**
 * In milliseconds: at least, and by how much it is spread. Whoever was replaced would, at once, replace the next.
 */
const RETRY_MS: Readonly<Record<ClosingReason, readonly [least: number, spread: number]>> = {
  shutdown: [1_000, 4_000],
  replaced: [60_000, 0],
  slow: [3_000, 0],
  failed: [3_000, 3_000],
};

/** When a client whose stream is closed is to come back, in milliseconds. */
export function comeBackMs(reason: ClosingReason): number {
  const [least, spread] = RETRY_MS[reason];
  return Math.round(least + Math.random() * spread);
}
