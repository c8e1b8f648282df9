import type { LiveFeed } from '../ports/live-feed.ts';

/** An answer and the position from which a stream misses nothing that the answer does not already show. */
export interface Positioned<T> {
  readonly value: T;
  readonly position: number;
}

/**
 * The position first, then the rows: what was handed out up to it was committed before the rows are read. In the
 * other order a change between the two would be neither in the answer nor on the stream.
 */
export async function positioned<T>(feed: LiveFeed, read: () => Promise<T>): Promise<Positioned<T>> {
  const position = feed.horizon;
  return { value: await read(), position };
}
