/** What a source may ask for by `retry:`. */
const SHORTEST_MS = 100;
const LONGEST_MS = 5 * 60 * 1000;
/** By how much the delay grows with failures in a row. */
const GROWTH = [1, 2, 4, 8, 10];
/** A source that does not let us in is asked seldom: somebody must mend it first. */
const REFUSED = 20;

/** How long to wait before a source is asked again, in milliseconds. */
export class ReconnectDelay {
  /** In a row. */
  failures = 0;

  constructor(private baseMs: number) {}

  /** The source asks for another base. */
  ask(ms: number): void {
    this.baseMs = Math.min(Math.max(ms, SHORTEST_MS), LONGEST_MS);
  }

  /** How long the longest wait after a failure is. */
  get longestMs(): number {
    return this.baseMs * Math.max(...GROWTH);
  }

  /** After one more failure. The jitter keeps instances and channels apart. */
  next(refused: boolean): number {
    const growth = refused ? REFUSED : (GROWTH[Math.min(this.failures, GROWTH.length - 1)] ?? 1);
    this.failures++;
    return this.baseMs * growth * (0.5 + Math.random() / 2);
  }

  /** The source is well. */
  reset(): void {
    this.failures = 0;
  }
}
