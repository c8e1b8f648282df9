import { setTimeout as delay } from 'node:timers/promises';
import type { PgChannelStore, Taken } from './pg-channel-store.ts';

/**
 * One instance's hold on the source of a channel. It is renewed at a third of its life and must be confirmed at two
 * thirds, so whoever can't reach the database hangs up before another may take over.
 */
export class ChannelLease {
  /** Whether the source is ours, as far as we know. */
  held = false;
  private renewal: NodeJS.Timeout | undefined;
  private loss = new AbortController();

  constructor(
    private readonly store: PgChannelStore,
    private readonly channel: string,
    private readonly lifeMs: number,
    /** Whether a hold that stands from before the start is taken over: the database is this process's own. */
    private byForce: boolean,
  ) {}

  /** Aborted when what was taken last is not ours any more. */
  get lost(): AbortSignal {
    return this.loss.signal;
  }

  /** Takes it, or takes it anew, for one connection. Null: another has it. */
  async take(): Promise<Taken | null> {
    clearInterval(this.renewal);
    try {
      const taken = await this.store.take(this.channel, this.lifeMs, this.byForce);
      this.byForce = false;
      if (taken === null) this.drop();
      else this.keep();
      return taken;
    } catch (error) {
      this.drop();
      throw error;
    }
  }

  async release(): Promise<void> {
    const wasHeld = this.held;
    this.drop();
    if (wasHeld) await this.store.release(this.channel);
  }

  private keep(): void {
    this.held = true;
    this.loss = new AbortController();
    this.renewal = setInterval(() => void this.renew(), this.lifeMs / 3);
  }

  private drop(): void {
    clearInterval(this.renewal);
    this.held = false;
  }

  private async renew(): Promise<void> {
    const { loss } = this;
    const late = delay(this.lifeMs / 3, false, { ref: false });
    const renewed = await Promise.race([this.store.renew(this.channel, this.lifeMs).catch(() => false), late]);
    if (renewed || !this.held || loss !== this.loss) return;
    this.drop();
    loss.abort(new Error('its lease was lost: another instance took it, or the database is away'));
  }
}
