import { z } from 'zod';
import { EventWire } from './event-wire.ts';
import { wholeParameter } from './list-wire.ts';
import { Position } from './value-wire.ts';

const PositionParameter = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a position of the log')
  .transform(Number)
  .pipe(Position);
const Seconds = z
  .string()
  .regex(/^\d{1,2}(\.\d{1,3})?$/, 'must be a number of seconds')
  .transform(Number)
  .pipe(z.number().max(25));

export const EventsQuery = z.object({
  after: PositionParameter.default(0),
  limit: wholeParameter(200).default(50),
  wait: Seconds.default(0).meta({ description: 'Seconds that the answer may wait for something to tell' }),
});

/** `head`: up to where the log was read. */
export const PolledEventsWire = z.object({ items: z.array(EventWire), head: Position });
export type PolledEventsWire = z.infer<typeof PolledEventsWire>;
