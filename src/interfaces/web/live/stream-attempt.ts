import type { EventSourceMessage } from 'eventsource-parser';
import type { StreamMessage } from '../../wire/stream-wire.ts';
import { Delay } from './delay.ts';
import type { Patience } from './patience.ts';
import { readStream } from './read-stream.ts';
import { type Ending, endingOf, LOST, type StreamSource } from './stream-source.ts';
import { Watchdog } from './watchdog.ts';

/** One may have been on its way when the computer fell asleep. */
const LATE_IN_A_ROW = 2;

/** What is heard on one connection. */
export interface AttemptEar {
  /** `position` is null where the server named none. */
  onMessage(position: number | null, message: StreamMessage): void;
  /** The server says how long to wait before coming back, in milliseconds. */
  onRetry(ms: number): void;
}

/** One connection of the role stream (contract §4), from its opening to its end. */
export class StreamAttempt {
  private readonly own = new AbortController();
  private readonly delay = new Delay();
  private lateInARow = 0;
  private ending: Ending = LOST;

  constructor(
    private readonly source: StreamSource,
    private readonly patience: Patience,
    private readonly ear: AttemptEar,
  ) {}

  /** Resolves when it has ended, however that came. */
  async run(after: number | null, signal: AbortSignal): Promise<Ending> {
    const watchdog = new Watchdog(this.patience, () => this.own.abort());
    try {
      const response = await this.source.open(after, AbortSignal.any([signal, this.own.signal]));
      if (!response.ok || !response.body) return endingOf(response);
      await readStream(response.body, {
        onEvent: (event) => this.hear(event),
        onRetry: (ms) => this.ear.onRetry(ms),
        onBytes: () => watchdog.hear(),
      });
      return this.ending;
    } catch (error) {
      if (!this.own.signal.aborted && !signal.aborted) console.info('[SSE] connection lost:', error);
      return watchdog.late ? { kind: 'late' } : this.ending;
    } finally {
      watchdog.stop();
      this.own.abort(); // or what was not read to its end stays open
    }
  }

  private hear({ id, data }: EventSourceMessage): void {
    const message = JSON.parse(data) as StreamMessage; // of our server, which is held to its shapes by its own tests
    if (message.event === 'system.unauthorized') this.ending = { kind: 'unauthorized' };
    if (message.event === 'system.closing' && message.data.reason === 'replaced') {
      this.ending = { kind: 'lost', waitMs: this.patience.slowMs }; // or it would push out the stream that replaced it
    }
    this.noteDelay(message);
    this.ear.onMessage(id ? Number(id) : null, message);
  }

  /** Where something on the way hands on in lumps, one thing after the other comes late. */
  private noteDelay(message: StreamMessage): void {
    const seconds = this.delay.hear(message);
    if (seconds === null) return;
    this.lateInARow = seconds > this.patience.lateSeconds ? this.lateInARow + 1 : 0;
    if (this.lateInARow < LATE_IN_A_ROW) return;
    this.ending = { kind: 'late' };
    this.own.abort();
  }
}
