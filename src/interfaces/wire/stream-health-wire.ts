import { z } from 'zod';

const Count = z.int().nonnegative();

/** How the streams of an instance do (seed 003). `redis` is `disabled` where there is one instance. */
export const StreamHealthWire = z.object({
  status: z.enum(['healthy', 'degraded']),
  connections: Count,
  redis: z.enum(['connected', 'disconnected', 'disabled']),
  channels: z.record(
    z.string(),
    z.object({
      active: z.boolean().meta({ description: 'Whether its sign of life was renewed within its time' }),
      upstream: z.enum(['connected', 'reconnecting', 'unconfigured']),
    }),
  ),
});
export type StreamHealthWire = z.infer<typeof StreamHealthWire>;

/** `connection_details`: open streams by their kind and the role of whoever opened them; `guest` without a sign-in. */
export const StreamServiceStatsWire = z.object({
  active_connections: Count,
  events_sent: Count.meta({ description: 'Since the start, to all streams together' }),
  connection_details: z.record(z.string(), z.record(z.string(), Count)),
});
export type StreamServiceStatsWire = z.infer<typeof StreamServiceStatsWire>;
