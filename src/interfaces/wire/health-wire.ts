import { z } from 'zod';

export const HealthWire = z.object({ status: z.enum(['ok', 'ready', 'stopping', 'database_away']) });
export type HealthWire = z.infer<typeof HealthWire>;
