import type { PolledEventsWire } from '../../wire/poll-wire.ts';
import type { Positioned } from './live-event.ts';
import { connectedAt, resyncAt } from './own-words.ts';
import type { AttemptEar } from './stream-attempt.ts';
import { type Ending, endingOf, type StreamSource } from './stream-source.ts';

const WAIT_S = 25;
/** So long an answer may take beyond what it was asked to wait, to its last byte. */
const ANSWER_S = 10;
const GONE = 410;

/** Asks again and again for what came after a position, where a stream does not get through. */
export class LongPoll {
  constructor(
    private readonly source: StreamSource,
    private readonly ear: AttemptEar,
  ) {}

  /** Asks until `untilMs` (of the clock). Resolves with null when it was reached; rejects where nobody answers. */
  async run(after: number | null, untilMs: number, signal: AbortSignal): Promise<Ending | null> {
    let position = after;
    while (!signal.aborted && Date.now() < untilMs) {
      const first = await this.ask(position ?? 0, position === null ? 0 : WAIT_S, signal);
      const isGone = first.status === GONE; // the history of before: whoever listens is to fetch anew
      const response = isGone ? await this.ask(0, 0, signal) : first;
      if (!response.ok) return endingOf(response);
      const answer = (await response.json()) as PolledEventsWire;
      position = isGone ? this.say(resyncAt(answer.head, 'expired')) : this.tell(position, answer);
    }
    return null;
  }

  private ask(after: number, waitSeconds: number, signal: AbortSignal): Promise<Response> {
    const tooLong = AbortSignal.timeout((waitSeconds + ANSWER_S) * 1000);
    return this.source.poll(after, waitSeconds, AbortSignal.any([signal, tooLong]));
  }

  private tell(position: number | null, { items, head }: PolledEventsWire): number {
    if (position === null) return this.say(connectedAt(head));
    for (const { id, ...message } of items) this.ear.onMessage(id, message);
    return items.at(-1)?.id ?? head;
  }

  private say({ position, message }: Positioned): number {
    this.ear.onMessage(position, message);
    return position;
  }
}
