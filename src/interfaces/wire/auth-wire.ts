import { z } from 'zod';

/** No rule of form: what can't be an address is an unknown one. */
export const LoginBody = z.strictObject({ email: z.string().min(1).max(320), password: z.string().min(1).max(1_024) });

export const RefreshBody = z.strictObject({ refresh_token: z.string().min(1).max(512) });

export interface UserWire {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: string;
}

export interface TokensWire {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly user: UserWire;
}
