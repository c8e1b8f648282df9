import type { OpenedFeed } from '../../usecases/live-feed/open-feed.ts';
import type { FeedBatch } from '../../usecases/ports/live-feed.ts';
import type { NoticeBatch } from '../../usecases/ports/switchboard.ts';
import { batchEncoder } from './batch-encoder.ts';
import { idOf, OF_ITSELF, resyncFrame } from './named-format.ts';
import { encodeFrame } from './sse-encoder.ts';
import type { StreamFormat } from './stream-format.ts';

const RETRY_MS = 3_000;

/** Seed 004: named events, the payload alone as data. Those that are stored have an `id`. */
export const TARGETED_FORMAT: StreamFormat = {
  ...OF_ITSELF,
  batch: batchEncoder(({ events }: FeedBatch) =>
    events.map(({ position, type, data }) => encodeFrame({ event: type, id: position, data })).join(''),
  ),
  heartbeat: (position, now) =>
    encodeFrame({ event: 'heartbeat', ...idOf(position), data: JSON.stringify({ timestamp: now.toISOString() }) }),
};

/** What is in no log. */
export const noticeBytes = batchEncoder(({ notices }: NoticeBatch) =>
  notices.map(({ type, data }) => encodeFrame({ event: type, data })).join(''),
);

/** Who a stream is, as sends may name it. */
export interface TargetedName {
  readonly clientId: string;
  readonly userId: number;
  readonly sessionId: string;
}

/** First `connected`; its `id` is where the stream goes on. */
export function targetedHello(name: TargetedName, { position, resync }: OpenedFeed, now: Date): string {
  const { clientId, userId, sessionId } = name;
  const data = JSON.stringify({ clientId, userId, sessionId, timestamp: now.toISOString() });
  return (
    encodeFrame({ retry: RETRY_MS }) +
    encodeFrame({ event: 'connected', id: position, data }) +
    (resync ? resyncFrame(position, resync) : '')
  );
}
