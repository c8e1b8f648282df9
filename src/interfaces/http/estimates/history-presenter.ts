import type { HistoryEntry } from '../../../usecases/ports/event-history.ts';
import type { HistoryEntryWire } from '../../wire/history-wire.ts';

/** `data` is the event's own JSON, written in the form of the wire (docs/adr/0004): it reads the same as on the stream. */
export function presentHistoryEntry(entry: HistoryEntry): HistoryEntryWire {
  return {
    id: entry.id,
    event: entry.type as HistoryEntryWire['event'],
    data: JSON.parse(entry.data),
    timestamp: Math.floor(entry.occurredAt.getTime() / 1000),
    actor_name: entry.actorName,
    reason: entry.reason,
  };
}
