import type { FeedEvent, FeedStream } from '../../usecases/ports/live-feed.ts';

/** The columns of an event as it is shown. `data` as text: it is framed, never parsed. */
export const COLUMNS = 'position, stream, type, audience, data::text AS data, occurred_at';

export interface LogRow {
  /** A bigint comes as text; positions stay far below 2^53. */
  readonly position: string;
  readonly stream: FeedStream;
  readonly type: string;
  readonly audience: string[];
  readonly data: string;
  readonly occurred_at: Date;
}

export function toFeedEvent({ position, stream, type, audience, data, occurred_at }: LogRow): FeedEvent {
  return { position: Number(position), stream, type, audience, data, occurredAt: occurred_at };
}
