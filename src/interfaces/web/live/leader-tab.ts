/** The part of the Web Locks API that is needed. */
export type Locks = Pick<LockManager, 'request'>;

/** Of all tabs of a browser that ask, one leads (Web Locks); when it goes, the next one does. */
export class LeaderTab {
  private waiting = new AbortController();
  private impatient = false;

  constructor(
    private readonly locks: Locks,
    private readonly name: string,
  ) {}

  /** Calls `lead` whenever it is this tab's turn. Resolves when `lead` came to its end by itself, or with the signal. */
  async run(lead: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    for (let over = false; !over && !signal.aborted; ) over = await this.once(lead, signal);
  }

  /** Takes the lead from a tab that says nothing: it may be frozen. */
  depose(): void {
    this.impatient = true;
    this.waiting.abort();
  }

  private async once(lead: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<boolean> {
    this.waiting = new AbortController();
    const deposed = new AbortController();
    const options = this.impatient ? { steal: true } : { signal: AbortSignal.any([signal, this.waiting.signal]) };
    this.impatient = false;
    let leading = Promise.resolve();
    try {
      await this.locks.request(this.name, options, () => {
        leading = lead(AbortSignal.any([signal, deposed.signal]));
        return leading;
      });
      return true;
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
      deposed.abort(); // another tab has the lock now, whether this one still reads or not
      await leading;
      return false;
    }
  }
}
