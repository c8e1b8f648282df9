/** Something that is wrong: what was seen, and what to do about it. */
export interface Trouble {
  readonly seen: string;
  readonly todo: string;
}

/** A `Trouble` that keeps a step from being taken at all. */
export class StepFailed extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble.seen);
  }
}

/** Beyond these a time is worth a warning, or is a fault. In milliseconds. */
export interface Limits {
  readonly slowMs: number;
  readonly tooSlowMs: number;
}

const STEP_WIDTH = 11;

type Verdict = 'ok' | 'warning' | 'fault' | 'skipped';

/** The lines of an examination: one for each step. */
export class Report {
  private readonly counts = { ok: 0, warning: 0, fault: 0, skipped: 0 };

  constructor(
    readonly limits: Limits,
    private readonly print: (line: string) => void,
  ) {}

  get healthy(): boolean {
    return this.counts.fault === 0;
  }

  ok(step: string, seen: string): void {
    this.line('ok', step, seen);
  }

  warn(step: string, { seen, todo }: Trouble): void {
    this.line('warning', step, `${seen} → ${todo}`);
  }

  fault(step: string, { seen, todo }: Trouble): void {
    this.line('fault', step, `${seen} → ${todo}`);
  }

  skip(step: string, why: string): void {
    this.line('skipped', step, why);
  }

  /** A step whose result is a time. */
  timed(step: string, ms: number, { seen, todo }: Trouble): void {
    const { slowMs, tooSlowMs } = this.limits;
    if (ms > tooSlowMs) this.fault(step, { seen: `${seen}, over ${tooSlowMs} ms`, todo });
    else if (ms > slowMs) this.warn(step, { seen: `${seen}, over ${slowMs} ms`, todo });
    else this.ok(step, seen);
  }

  /** Null, with a fault in the report, where the step could not be taken. */
  async attempt<T>(step: string, take: () => Promise<T>): Promise<T | null> {
    try {
      return await take();
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      this.fault(step, error.trouble);
      return null;
    }
  }

  conclude(): void {
    const { fault, warning } = this.counts;
    this.print(
      `\n${this.healthy ? 'Nothing is broken' : 'Something is broken'}: faults ${fault}, warnings ${warning}.`,
    );
  }

  private line(verdict: Verdict, step: string, text: string): void {
    this.counts[verdict]++;
    this.print(`${step.padEnd(STEP_WIDTH)} ${verdict}: ${text}`);
  }
}
