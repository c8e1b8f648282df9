import type { UpstreamState } from '../../domain/channels/channel.ts';
import type { FeedEvent } from '../../usecases/ports/live-feed.ts';
import { batchEncoder } from './batch-encoder.ts';
import { OF_ITSELF } from './named-format.ts';
import { encodeFrame, type SseFrame } from './sse-encoder.ts';
import type { StreamFormat } from './stream-format.ts';

/** Told to somebody who came with an id that is not kept: what follows may not be all that he missed. */
export const GAP_FRAME = encodeFrame({ event: 'system.resync', data: '{"reason":"unknown"}' });

const relayed = batchEncoder(({ events }: { readonly events: readonly FeedEvent[] }) =>
  events.map(({ data }) => encodeFrame(asReceived(data))).join(''),
);

/** Seed 000: `event`, `id` and `data` as the source said them; the heartbeat says how the source does, without an id. */
export function relayFormat(upstream: () => UpstreamState): StreamFormat {
  return {
    ...OF_ITSELF,
    batch: relayed,
    heartbeat: (_position, now) => {
      const data = JSON.stringify({ timestamp: now.toISOString(), upstream: upstream() });
      return encodeFrame({ event: 'heartbeat', data });
    },
  };
}

/** Seed 000: signs of life of the gateway itself, counted from 1 for each stream. */
export function heartbeatFormat(): StreamFormat {
  let sequence = 0;
  return {
    ...OF_ITSELF,
    batch: relayed,
    heartbeat: () =>
      encodeFrame({ event: 'heartbeat', data: JSON.stringify({ type: 'heartbeat', sequence: ++sequence }) }),
  };
}

/** The log keeps `{"event"?, "id"?, "data"}` of what was received (docs/adr/0012). */
function asReceived(data: string): SseFrame {
  return JSON.parse(data) as SseFrame;
}
