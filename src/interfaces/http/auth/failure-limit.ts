/** How many keys are remembered before those whose window is over are forgotten. */
const TIDY_AT = 10_000;

interface Tries {
  failures: number;
  running: number;
  /** The end of the window that began with the first failure, in milliseconds of `Date.now()`. */
  until: number;
  waiting: (() => void)[];
}

/**
 * At most so many failures in a window for one key. Tries that are still running count as failures to come, and others
 * wait for them: so many guesses at once do not slip through, and many right ones at once are all let in.
 */
export class FailureLimit {
  private readonly tries = new Map<string, Tries>();

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** Null when the try may begin; then `leave` must follow. Otherwise the milliseconds until it makes sense again. */
  async enter(key: string): Promise<number | null> {
    for (;;) {
      const known = this.present(key);
      if (known.failures >= this.most) return known.until - Date.now();
      if (known.failures + known.running < this.most) {
        known.running++;
        return null;
      }
      await new Promise<void>((resolve) => known.waiting.push(resolve));
    }
  }

  leave(key: string, failed: boolean): void {
    const known = this.present(key);
    known.running--;
    if (failed) {
      if (known.failures === 0) known.until = Date.now() + this.windowMs;
      known.failures++;
    }
    for (const wake of known.waiting.splice(0)) wake();
    if (known.failures === 0 && known.running === 0) this.tries.delete(key);
  }

  private present(key: string): Tries {
    if (this.tries.size > TIDY_AT) this.tidy();
    const known = this.tries.get(key) ?? { failures: 0, running: 0, until: 0, waiting: [] };
    if (known.failures > 0 && known.until <= Date.now()) known.failures = 0;
    this.tries.set(key, known);
    return known;
  }

  private tidy(): void {
    for (const [key, { running, until }] of this.tries) {
      if (running === 0 && until <= Date.now()) this.tries.delete(key);
    }
  }
}
