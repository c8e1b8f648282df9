import { z } from 'zod';

/** Values that answers and events have in common. */

export const Role = z.enum(['admin', 'manager', 'foreman']);
/** ISO 8601, in UTC. */
export const Time = z.iso.datetime();
/** Of a stream's envelope. */
export const UnixSeconds = z.int().nonnegative().meta({ description: 'Unix seconds' });
/** Roubles, always with two decimals. */
export const Money = z.string().regex(/^\d+\.\d{2}$/);
/** Grows with each change; the `ETag` without its quotes. */
export const Version = z.int().positive();
/** A place in the event log. */
export const Position = z.int().nonnegative();
