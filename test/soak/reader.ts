import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { createParser } from 'eventsource-parser';
import { keyOf, type Person } from './people.ts';
import type { Hearing, ReaderStory } from './story.ts';

/** The newest position that any reader has heard. */
export interface Known {
  position: number;
}

/** Somebody at a role stream, who goes on from where he stopped whenever he comes back. */
export class Reader implements ReaderStory {
  readonly hearings: Hearing[] = [];
  readonly key: string;
  resyncs = 0;
  /** How many streams it took. */
  streams = 0;
  /** Up to where he has heard everything. */
  position = 0;
  private response: IncomingMessage | null = null;

  constructor(
    private readonly url: string,
    private readonly who: Person,
    readonly name: string,
    private readonly known: Known,
  ) {
    this.key = keyOf(who);
  }

  /** Listens until the stream ends, however it does, or `leave` says so. */
  async listen(leave: AbortSignal): Promise<void> {
    const openedAt = this.known.position;
    const headers = { Authorization: `Bearer ${this.who.token}`, 'Last-Event-ID': String(this.position) };
    const request = get(`${this.url}/api/v1/sse/events`, { headers, agent: false, signal: leave });
    try {
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      request.on('error', () => undefined); // shows as the end of the response
      if (response.statusCode !== 200) return void response.resume();
      this.streams++;
      this.response = response;
      const parser = createParser({ onEvent: ({ id, data }) => this.hear(id, data, openedAt) });
      response.setEncoding('utf8').on('data', (text: string) => parser.feed(text));
      await once(response, 'close');
    } catch {
      // nobody there, or cut off
    } finally {
      this.response = null;
    }
  }

  /** Takes nothing from the socket any more, so that the server can't get rid of what it has for him. */
  pause(): void {
    this.response?.pause();
  }

  resume(): void {
    this.response?.resume();
  }

  private hear(id: string | undefined, text: string, openedAt: number): void {
    const { event, data } = JSON.parse(text);
    const position = Number(id);
    if (event === 'system.resync') this.resyncs++;
    if (/^(estimate|project)\./.test(event)) {
      this.hearings.push({ position, type: event, data: JSON.stringify(data), openedAt });
    }
    if (Number.isFinite(position)) this.position = position;
    this.known.position = Math.max(this.known.position, this.position);
  }
}
