/** Told at most this often as a warning, in milliseconds. */
const AGAIN_MS = 60_000;

/** A trouble that meets everybody at once and lasts: one line a minute is a warning, the rest are for whoever looks closer. */
export class Rarely {
  private next = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  level(): 'warn' | 'debug' {
    const now = this.now();
    if (now < this.next) return 'debug';
    this.next = now + AGAIN_MS;
    return 'warn';
  }
}
