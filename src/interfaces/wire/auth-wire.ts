import { z } from 'zod';
import { Id } from './text-wire.ts';
import { Role } from './value-wire.ts';

/** No rule of form: what can't be an address is an unknown one. */
export const LoginBody = z.strictObject({ email: z.string().min(1).max(320), password: z.string().min(1).max(1_024) });

export const RefreshBody = z.strictObject({ refresh_token: z.string().min(1).max(512) });

/** Somebody as he sees himself. */
export const UserWire = z.object({ id: Id, email: z.string(), name: z.string(), role: Role });
export type UserWire = z.infer<typeof UserWire>;

export const TokensWire = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number().positive().meta({ description: 'Seconds' }),
  refresh_token: z.string(),
  user: UserWire,
});
export type TokensWire = z.infer<typeof TokensWire>;

/** Good for opening streams and nothing else. */
export const TicketWire = z.object({
  ticket: z.string(),
  expires_in: z.number().positive().meta({ description: 'Seconds' }),
});
export type TicketWire = z.infer<typeof TicketWire>;
