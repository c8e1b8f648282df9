import type { EventSourceMessage } from 'eventsource-parser';
import type { MessageWire } from '../../wire/dialog-wire.ts';
import { Alarm } from '../live/alarm.ts';
import { delayBefore, PATIENCE, type Patience } from '../live/patience.ts';
import { readStream } from '../live/read-stream.ts';
import type { Session } from '../live/session.ts';
import { Watchdog } from '../live/watchdog.ts';

export interface DialogEar {
  /** From now on everything is told; what came before is to be fetched. */
  onOpen(): void;
  onMessage(message: MessageWire): void;
}

/** The stream of one dialog (contract §7). It asks for no history: whoever listens fetches it whenever it opens. */
export class DialogStream {
  constructor(
    private readonly session: Session,
    private readonly id: number,
    private readonly ear: DialogEar,
    private readonly patience: Patience = PATIENCE,
  ) {}

  /** Held open until the signal is aborted, which resolves it. */
  async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const wasOpen = await this.once(signal);
      failures = wasOpen ? 1 : failures + 1;
      await new Alarm().wait(delayBefore(failures, this.patience.retryMs, this.patience), signal);
    }
  }

  /** @returns whether it was open. */
  private async once(signal: AbortSignal): Promise<boolean> {
    const own = new AbortController();
    const watchdog = new Watchdog(this.patience, () => own.abort());
    let wasOpen = false;
    try {
      const init = { signal: AbortSignal.any([signal, own.signal]), cache: 'no-store' } as const;
      const response = await this.session.fetchStream(`/api/dialogs/${this.id}/events`, init);
      if (!response.ok || !response.body) return false;
      wasOpen = true;
      this.ear.onOpen();
      await readStream(response.body, {
        onEvent: (event) => this.hear(event),
        onBytes: () => watchdog.hear(),
      });
    } catch (error) {
      if (!signal.aborted) console.info('[SSE] dialog: connection lost:', error);
    } finally {
      watchdog.stop();
    }
    return wasOpen;
  }

  private hear({ event, data }: EventSourceMessage): void {
    if (event === 'message') this.ear.onMessage((JSON.parse(data) as { message: MessageWire }).message);
  }
}
