import { z } from 'zod';
import { EstimateEvent, EstimateUnassigned, ProjectEvent, ProjectUnassigned } from './event-wire.ts';
import { Position, UnixSeconds } from './value-wire.ts';

/** What the role stream says of itself (contract §4), in the order in which its keys come. */
export const Connected = z.object({
  event: z.literal('connected'),
  message: z.literal('SSE connection established'),
  timestamp: UnixSeconds,
});
export const Keepalive = z.object({ event: z.literal('keepalive'), timestamp: UnixSeconds });
export const Resync = z.object({
  event: z.literal('system.resync'),
  data: z.object({ reason: z.enum(['expired', 'unknown']), oldest: Position, newest: Position }),
  timestamp: UnixSeconds,
});
export const Unauthorized = z.object({ event: z.literal('system.unauthorized'), timestamp: UnixSeconds });
export const Closing = z.object({
  event: z.literal('system.closing'),
  data: z.object({ reason: z.enum(['shutdown', 'replaced', 'slow', 'failed']) }),
  timestamp: UnixSeconds,
});

/** Everything that can stand in `data:` of the role stream. */
export const StreamMessage = z.discriminatedUnion('event', [
  Connected,
  EstimateEvent,
  ProjectEvent,
  EstimateUnassigned,
  ProjectUnassigned,
  Keepalive,
  Resync,
  Unauthorized,
  Closing,
]);
export type StreamMessage = z.infer<typeof StreamMessage>;

/** `users`: streams by the id of their user. */
export const StreamStatsWire = z.object({
  total_users: z.int().nonnegative(),
  total_connections: z.int().nonnegative(),
  users: z.record(z.string(), z.int().positive()),
});
export type StreamStatsWire = z.infer<typeof StreamStatsWire>;
