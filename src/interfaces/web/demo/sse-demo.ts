import type { LiveClient } from '../live/live-client.ts';

/** To watch what comes, from the console of a browser (seed 001). */
export class SSEDemo {
  private off: (() => void) | null = null;
  private readonly heard: Record<string, number> = {};

  constructor(private readonly client: Pick<LiveClient, 'bus' | 'state'>) {}

  /** Each event is a line of the console, until `stopListening`. */
  startListening(): void {
    this.off ??= this.client.bus.on('*', (event) => {
      this.heard[event.event] = (this.heard[event.event] ?? 0) + 1;
      console.log('[EventBus]', event);
    });
  }

  stopListening(): void {
    this.off?.();
    this.off = null;
  }

  /** `heard`: how many events of each type. */
  getStatus() {
    return { state: this.client.state, listening: this.off !== null, heard: { ...this.heard } };
  }
}
