import type { PolledEventsWire } from '../../wire/poll-wire.ts';
import type { Positioned } from './live-event.ts';
import { resyncAt } from './own-words.ts';
import type { StreamSource } from './stream-source.ts';

/** Tells what came after one position up to another. Where that can't be had, that everything is to be fetched anew. */
export async function catchUp(
  source: StreamSource,
  after: number,
  upTo: number,
  tell: (heard: Positioned) => void,
): Promise<void> {
  const own = new AbortController();
  for (let position = after; position < upTo; ) {
    const response = await source.poll(position, 0, own.signal).catch(() => null);
    if (!response?.ok) return tell(resyncAt(upTo, 'unknown'));
    const { items, head } = (await response.json()) as PolledEventsWire;
    for (const { id, ...message } of items) if (id <= upTo) tell({ position: id, message });
    position = items.at(-1)?.id ?? Math.max(head, upTo);
  }
}
