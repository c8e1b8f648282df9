import { EventSource } from 'eventsource';

/** What one message of a stream said. */
export interface Heard {
  /** `lastEventId`: a position on the role stream. */
  readonly id: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into whatever the server says
  readonly data: any;
}

/** A real EventSource that keeps what it hears, for tests to wait for. */
export class StreamReader {
  readonly heard: Heard[] = [];
  errors = 0;
  private readonly source: EventSource;
  private waiting: (() => void)[] = [];

  constructor(url: string, names: readonly string[] = []) {
    this.source = new EventSource(url);
    const hear = (event: MessageEvent) => {
      this.heard.push({ id: event.lastEventId, type: event.type, data: JSON.parse(event.data) });
      this.wake();
    };
    this.source.onmessage = hear;
    for (const name of names) this.source.addEventListener(name, hear);
    this.source.onerror = () => {
      this.errors++;
      this.wake();
    };
  }

  /** The role stream of a token. */
  static role(base: string, token: string, query = ''): StreamReader {
    return new StreamReader(`${base}/api/v1/sse/events?token=${token}${query}`);
  }

  /** Resolves with the first message, heard already or to come, whose envelope has this event name. */
  event(name: string): Promise<Heard> {
    return this.first((message) => message.data.event === name);
  }

  /** Resolves with the first message that fits, heard already or to come. Hangs (until jest ends it) if none comes. */
  async first(fits: (message: Heard) => boolean): Promise<Heard> {
    for (;;) {
      const found = this.heard.find(fits);
      if (found) return found;
      await this.change();
    }
  }

  /** Resolves when the stream broke off at least `times` times. */
  async broken(times = 1): Promise<void> {
    while (this.errors < times) await this.change();
  }

  /** The names of the events heard so far, keepalives left out. */
  events(): string[] {
    return this.heard.map(({ data }) => data.event).filter((name) => name !== 'keepalive');
  }

  close(): void {
    this.source.close();
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
