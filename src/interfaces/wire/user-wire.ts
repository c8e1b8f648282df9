import { z } from 'zod';
import { Name } from './text-wire.ts';

const Email = z.email().max(320);
const Password = z.string().min(8, 'must have at least 8 characters').max(1_024);

export const NewUserBody = z.strictObject({
  email: Email,
  name: Name,
  role: z.enum(['admin', 'manager', 'foreman']),
  password: Password,
  active: z.boolean().optional(),
});
export const UserChangeBody = NewUserBody.partial();

/** A person as admins see him. */
export interface PersonWire {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly active: boolean;
}
