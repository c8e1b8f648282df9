import type { SourceBatch } from './pg-channel-store.ts';
import type { Heard } from './source-reader.ts';
import { canBeSent } from './source-stream.ts';

/** Events stored in one transaction: it keeps other commits waiting. */
const BATCH = 100;

/** The place of the source moves with each batch, to the newest id of it with which we can ask again. */
export function* batchesOf({ events, lastEventId }: Heard): Generator<SourceBatch> {
  if (events.length === 0 && lastEventId === null) return;
  for (let start = 0; start === 0 || start < events.length; start += BATCH) {
    const batch = events.slice(start, start + BATCH);
    const ids = batch.flatMap(({ id }) => id ?? []);
    if (lastEventId !== null && start + BATCH >= events.length) ids.push(lastEventId);
    yield { events: batch, lastEventId: ids.findLast((id) => id === '' || canBeSent(id)) ?? null };
  }
}
