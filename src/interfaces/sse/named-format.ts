import type { Resync } from '../../usecases/live-feed/feed-sink.ts';
import { encodeFrame } from './sse-encoder.ts';
import type { StreamFormat } from './stream-format.ts';

/** What the streams of named events say of themselves, by names of their own. */
export const OF_ITSELF: Pick<StreamFormat, 'resync' | 'unauthorized' | 'closing'> = {
  resync: resyncFrame,
  unauthorized: () => encodeFrame({ event: 'system.unauthorized', data: '{}' }),
  closing: (_position, reason, retryMs) =>
    encodeFrame({ retry: retryMs }) + encodeFrame({ event: 'system.closing', data: JSON.stringify({ reason }) }),
};

export function resyncFrame(position: number, resync: Resync): string {
  return encodeFrame({ event: 'system.resync', id: position, data: JSON.stringify(resync) });
}

/** The `id` of a frame, where there is a position. */
export function idOf(position: number | null): { id?: number } {
  return position === null ? {} : { id: position };
}
