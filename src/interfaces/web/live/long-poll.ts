import type { PolledEventsWire } from '../../wire/poll-wire.ts';
import type { Positioned } from './live-event.ts';
import { connectedAt, resyncAt } from './own-words.ts';
import type { AttemptEar } from './stream-attempt.ts';
import { type Ending, endingOf, type StreamSource } from './stream-source.ts';

const WAIT_S = 25;
const GONE = 410;

/** Asks again and again for what came after a position, where a stream does not get through. */
export class LongPoll {
  constructor(
    private readonly source: StreamSource,
    private readonly ear: AttemptEar,
  ) {}

  /** Asks until `untilMs` (of the clock). Resolves with null when it was reached. */
  async run(after: number | null, untilMs: number, signal: AbortSignal): Promise<Ending | null> {
    let position = after;
    while (!signal.aborted && Date.now() < untilMs) {
      const response = await this.source.poll(position ?? 0, position === null ? 0 : WAIT_S, signal);
      if (response.status === GONE) position = await this.anew(signal);
      else if (!response.ok) return endingOf(response);
      else position = this.tell(position, (await response.json()) as PolledEventsWire);
    }
    return null;
  }

  private tell(position: number | null, { items, head }: PolledEventsWire): number {
    if (position === null) return this.say(connectedAt(head));
    for (const { id, ...message } of items) this.ear.onMessage(id, message);
    return items.at(-1)?.id ?? head;
  }

  /** The history of before is gone: whoever listens is to fetch anew. */
  private async anew(signal: AbortSignal): Promise<number> {
    const response = await this.source.poll(0, 0, signal);
    const { head } = (await response.json()) as PolledEventsWire;
    return this.say(resyncAt(head, 'expired'));
  }

  private say({ position, message }: Positioned): number {
    this.ear.onMessage(position, message);
    return position;
  }
}
