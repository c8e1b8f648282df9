import type { Patience } from './patience.ts';

const LOOK_MS = 2_000;

/** Gives a connection up on which nothing comes: by the clock, which goes on while a computer sleeps. */
export class Watchdog {
  private heardAt = Date.now();
  private heard = false;
  private readonly timer: ReturnType<typeof setInterval>;
  /** Whether it was given up without a first word. */
  late = false;

  constructor(
    private readonly patience: Patience,
    private readonly giveUp: () => void,
  ) {
    this.timer = setInterval(() => this.look(), Math.min(LOOK_MS, patience.firstWordMs));
  }

  /** Something came. */
  hear(): void {
    this.heardAt = Date.now();
    this.heard = true;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const { silentMs, firstWordMs } = this.patience;
    if (Date.now() - this.heardAt <= (this.heard ? silentMs : firstWordMs)) return;
    this.late = !this.heard;
    this.giveUp();
  }
}
