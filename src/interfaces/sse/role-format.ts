import type { Resync } from '../../usecases/live-feed/open-role-feed.ts';
import type { FeedBatch, FeedEvent } from '../../usecases/ports/live-feed.ts';
import { encodeFrame, type Framing, toBytes } from './sse-encoder.ts';

/** Why the server ends a stream that it could go on with. */
export type ClosingReason = 'shutdown' | 'replaced' | 'slow';

/** How long a browser waits before it comes back, in milliseconds. */
const RETRY_MS = 3_000;

const frames = new WeakMap<FeedBatch, Partial<Record<Framing, Buffer>>>();

/** The bytes of a batch: made once for all streams that get it. */
export function batchBytes(batch: FeedBatch, framing: Framing): Buffer {
  const made = frames.get(batch) ?? {};
  frames.set(batch, made);
  made[framing] ??= toBytes(batch.events.map(eventFrame).join(''), framing);
  return made[framing];
}

export function helloFrames(position: number, resync: Resync | null, now: Date): string {
  const message = 'SSE connection established';
  const hello = encodeFrame({ retry: RETRY_MS }) + frame(position, 'connected', now, { message });
  return resync ? hello + frame(position, 'system.resync', now, { data: resync }) : hello;
}

export function keepaliveFrame(position: number | null, now: Date): string {
  return frame(position, 'keepalive', now);
}

export function unauthorizedFrame(position: number | null, now: Date): string {
  return frame(position, 'system.unauthorized', now);
}

/** `retryMs` keeps a restart from becoming a stampede. */
export function closingFrame(position: number | null, reason: ClosingReason, retryMs: number, now: Date): string {
  return encodeFrame({ retry: retryMs }) + frame(position, 'system.closing', now, { data: { reason } });
}

/** Seed 001: `{"event", "message"?, "data"?, "timestamp"}`, the time in Unix seconds. */
function frame(position: number | null, event: string, now: Date, more: object = {}): string {
  const id = position === null ? {} : { id: position };
  return encodeFrame({ ...id, data: JSON.stringify({ event, ...more, timestamp: seconds(now) }) });
}

/** `data` is JSON already, in the order of the contract: it goes through as it is. */
function eventFrame({ position, type, data, occurredAt }: FeedEvent): string {
  const envelope = `{"event":${JSON.stringify(type)},"data":${data},"timestamp":${seconds(occurredAt)}}`;
  return encodeFrame({ id: position, data: envelope });
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
