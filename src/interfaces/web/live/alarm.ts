/** A wait that can be cut short. */
export class Alarm {
  private wakeUp: (() => void) | null = null;

  /** Resolves after `ms`, when it is rung, or when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.wakeUp = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
      this.wakeUp = done;
    });
  }

  ring(): void {
    this.wakeUp?.();
  }
}
