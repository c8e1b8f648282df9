import type { Resync } from '../../usecases/live-feed/open-feed.ts';
import { encodeFrame } from './sse-encoder.ts';
import type { StreamFormat } from './stream-format.ts';

/** What the streams of named events have in common: they say their end by names of their own. */
export const NAMED_ENDINGS: Pick<StreamFormat, 'unauthorized' | 'closing'> = {
  unauthorized: () => encodeFrame({ event: 'system.unauthorized', data: '{}' }),
  closing: (_position, reason, retryMs) =>
    encodeFrame({ retry: retryMs }) + encodeFrame({ event: 'system.closing', data: JSON.stringify({ reason }) }),
};

/** Nothing where there is nothing to say. */
export function resyncFrame(resync: Resync | null): string {
  return resync ? encodeFrame({ event: 'system.resync', data: JSON.stringify(resync) }) : '';
}

/** The `id` of a frame, where there is a position. */
export function idOf(position: number | null): { id?: number } {
  return position === null ? {} : { id: position };
}
