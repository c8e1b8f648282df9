import type { EventSourceMessage } from 'eventsource-parser';
import type { MessageWire } from '../../wire/dialog-wire.ts';
import { Alarm } from '../live/alarm.ts';
import { delayBefore, PATIENCE, type Patience } from '../live/patience.ts';
import { readStream } from '../live/read-stream.ts';
import type { Session } from '../live/session.ts';
import { endingOf } from '../live/stream-source.ts';
import { Watchdog } from '../live/watchdog.ts';

export interface DialogEar {
  /** What was said before is not going to be told: it is to be fetched. */
  onGap(): void;
  onMessage(message: MessageWire): void;
}

/** The stream of one dialog (contract §7). It goes on behind the last message that it told, as often as it is run. */
export class DialogStream {
  private lastId: string | null = null;
  private failures = 0;
  private retryMs: number;
  private readonly alarm = new Alarm();

  constructor(
    private readonly session: Pick<Session, 'fetchStream'>,
    private readonly id: number,
    private readonly ear: DialogEar,
    private readonly patience: Patience = PATIENCE,
  ) {
    this.retryMs = patience.retryMs;
  }

  /** Held open until the signal is aborted, which resolves it. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const namedMs = await this.once(signal);
      this.failures++;
      await this.alarm.wait(namedMs ?? delayBefore(this.failures, this.retryMs, this.patience), signal);
    }
  }

  /** There is reason to believe that a try would succeed now. */
  wake(): void {
    this.alarm.ring();
  }

  /** @returns how long to wait, in milliseconds, where the server refused and named a time. */
  private async once(signal: AbortSignal): Promise<number | null> {
    const own = new AbortController();
    const watchdog = new Watchdog(this.patience, () => own.abort());
    try {
      const response = await this.open(AbortSignal.any([signal, own.signal]));
      if (!response.ok || !response.body) {
        const ending = endingOf(response);
        return ending.kind === 'lost' ? ending.waitMs : null;
      }
      await readStream(response.body, {
        onEvent: (event) => this.hear(event),
        onRetry: (ms) => this.greeted(ms),
        onBytes: () => watchdog.hear(),
      });
    } catch (error) {
      if (!signal.aborted) console.info('[SSE] dialog: connection lost:', error);
    } finally {
      watchdog.stop();
      own.abort(); // or what was not read to its end stays open
    }
    return null;
  }

  private open(signal: AbortSignal): Promise<Response> {
    const headers: Record<string, string> = this.lastId === null ? {} : { 'Last-Event-ID': this.lastId };
    return this.session.fetchStream(`/api/dialogs/${this.id}/events`, { headers, signal, cache: 'no-store' });
  }

  /** The first word. Not sooner does the stream have its place: its head is sent before. */
  private greeted(retryMs: number): void {
    this.retryMs = retryMs;
    this.failures = 0;
    if (this.lastId === null) this.ear.onGap();
  }

  private hear({ id, event, data }: EventSourceMessage): void {
    if (event === 'message') this.ear.onMessage((JSON.parse(data) as { message: MessageWire }).message);
    if (event === 'system.resync') this.ear.onGap();
    this.lastId = id ?? this.lastId;
  }
}
