import { z } from 'zod';
import { EstimateEvent } from './event-wire.ts';
import { listOf } from './list-wire.ts';
import { Position } from './value-wire.ts';

/** One event of an estimate's history, as on the stream, and who did it and why. */
export const HistoryEntryWire = z.object({
  id: Position,
  ...EstimateEvent.shape,
  actor_name: z.string().nullable().meta({ description: 'Null where the program itself did it' }),
  reason: z.string().nullable().meta({ description: 'Where somebody had to say why: a rejection' }),
});
export type HistoryEntryWire = z.infer<typeof HistoryEntryWire>;
export const HistoryListWire = listOf(HistoryEntryWire);
