import { z } from 'zod';
import { EstimateEvent } from './event-wire.ts';
import { cursor, ListQuery, listOf } from './list-wire.ts';
import { Position } from './value-wire.ts';

/** The parts of a history are told apart by positions, which grow beyond ids. */
export const HistoryQuery = ListQuery.extend({ cursor: cursor(Number.MAX_SAFE_INTEGER).optional() });

/** One event of an estimate's history, as on the stream, and who did it and why. */
export const HistoryEntryWire = z.object({
  id: Position,
  ...EstimateEvent.shape,
  actor_name: z.string().nullable().meta({ description: 'Null where the program itself did it' }),
  reason: z.string().nullable().meta({ description: 'Where somebody had to say why: a rejection' }),
});
export type HistoryEntryWire = z.infer<typeof HistoryEntryWire>;
export const HistoryListWire = listOf(HistoryEntryWire);
