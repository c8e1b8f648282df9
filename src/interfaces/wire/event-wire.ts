import { z } from 'zod';
import { wholeParameter } from './list-wire.ts';

const Position = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a position of the log')
  .transform(Number);
const Seconds = z
  .string()
  .regex(/^\d{1,2}(\.\d{1,3})?$/, 'must be a number of seconds')
  .transform(Number)
  .pipe(z.number().max(25));

export const EventsQuery = z.object({
  after: Position.default(0),
  limit: wholeParameter(200).default(50),
  /** Seconds that the answer may wait for something to tell. */
  wait: Seconds.default(0),
});

/** One event as JSON: the same as on the stream. */
export interface EventWire {
  /** Its position in the log. */
  readonly id: number;
  readonly event: string;
  readonly data: unknown;
  /** Unix seconds. */
  readonly timestamp: number;
}
