import type { PolledEventsWire } from '../../wire/poll-wire.ts';
import type { Positioned } from './live-event.ts';
import { resyncAt } from './own-words.ts';
import type { StreamSource } from './stream-source.ts';

/** So long an answer may take, to its last byte. */
const ANSWER_MS = 10_000;

/** Tells what came after one position up to another. Where that can't be had, that everything is to be fetched anew. */
export async function catchUp(
  source: StreamSource,
  after: number,
  upTo: number,
  tell: (heard: Positioned) => void,
): Promise<void> {
  for (let position = after; position < upTo; ) {
    const answer = await ask(source, position).catch(() => null);
    if (!answer) return tell(resyncAt(upTo, 'unknown'));
    const { items, head } = answer;
    for (const { id, ...message } of items) if (id <= upTo) tell({ position: id, message });
    position = items.at(-1)?.id ?? Math.max(head, upTo);
  }
}

/** Null where the server refuses. Rejects where it can't be reached, or the answer does not come to its end. */
async function ask(source: StreamSource, after: number): Promise<PolledEventsWire | null> {
  const response = await source.poll(after, 0, AbortSignal.timeout(ANSWER_MS));
  return response.ok ? ((await response.json()) as PolledEventsWire) : null;
}
