import { batchEncoder } from './batch-encoder.ts';
import { idOf, OF_ITSELF, resyncFrame } from './named-format.ts';
import { encodeFrame } from './sse-encoder.ts';
import type { HelloFormat, StreamFormat } from './stream-format.ts';

/** How long a browser waits before it comes back, in milliseconds (contract §7). */
const RETRY_MS = 5_000;

/**
 * Seed 003: `event: message` with `{"type":"message:new","message":{…}}`, kept in the log in that form. A block with an
 * `id` and no data moves the position of an EventSource and is no event (WHATWG HTML §9.2.6).
 */
export const DIALOG_FORMAT: StreamFormat & HelloFormat = {
  ...OF_ITSELF,
  batch: batchEncoder(({ events }) =>
    events.map(({ position, data }) => encodeFrame({ event: 'message', id: position, data })).join(''),
  ),
  hello: (position, resync) =>
    encodeFrame({ retry: RETRY_MS, id: position }) + (resync ? resyncFrame(position, resync) : ''),
  heartbeat: (position) => encodeFrame({ comment: 'heartbeat', ...idOf(position) }),
};
