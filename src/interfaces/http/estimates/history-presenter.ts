import type { HistoryEntry } from '../../../usecases/ports/event-history.ts';
import type { HistoryEntryWire } from '../../wire/estimate-wire.ts';

/** `data` is the event's own JSON: it reads the same here as on the stream. */
export function presentHistoryEntry(entry: HistoryEntry): HistoryEntryWire {
  return {
    id: entry.id,
    event: entry.type,
    data: JSON.parse(entry.data),
    timestamp: Math.floor(entry.occurredAt.getTime() / 1000),
    actor_name: entry.actorName,
    reason: entry.reason,
  };
}
