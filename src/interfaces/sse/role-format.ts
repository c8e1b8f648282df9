import type { Resync } from '../../usecases/live-feed/feed-sink.ts';
import type { FeedEvent } from '../../usecases/ports/live-feed.ts';
import { batchEncoder } from './batch-encoder.ts';
import { idOf } from './named-format.ts';
import { encodeFrame } from './sse-encoder.ts';
import type { HelloFormat, StreamFormat } from './stream-format.ts';

/** How long a browser waits before it comes back, in milliseconds. */
const RETRY_MS = 3_000;

/** Seed 001: everything is unnamed, its envelope `{"event", "message"?, "data"?, "timestamp"}` in the data. */
export const ROLE_FORMAT: StreamFormat & HelloFormat = {
  batch: batchEncoder(({ events }) => events.map(eventFrame).join('')),
  hello(position, resync, now) {
    const message = 'SSE connection established';
    const hello = encodeFrame({ retry: RETRY_MS }) + frame(position, 'connected', now, { message });
    return resync ? hello + resyncFrame(position, resync, now) : hello;
  },
  resync: resyncFrame,
  heartbeat: (position, now) => frame(position, 'keepalive', now),
  unauthorized: (position, now) => frame(position, 'system.unauthorized', now),
  closing: (position, reason, retryMs, now) =>
    encodeFrame({ retry: retryMs }) + frame(position, 'system.closing', now, { data: { reason } }),
};

function resyncFrame(position: number, resync: Resync, now: Date): string {
  return frame(position, 'system.resync', now, { data: resync });
}

function frame(position: number | null, event: string, now: Date, more: object = {}): string {
  return encodeFrame({ ...idOf(position), data: JSON.stringify({ event, ...more, timestamp: seconds(now) }) });
}

/** `data` is JSON already, in the order of the contract: it goes through as it is. */
function eventFrame({ position, type, data, occurredAt }: FeedEvent): string {
  const envelope = `{"event":${JSON.stringify(type)},"data":${data},"timestamp":${seconds(occurredAt)}}`;
  return encodeFrame({ id: position, data: envelope });
}

/** Unix seconds. */
function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
