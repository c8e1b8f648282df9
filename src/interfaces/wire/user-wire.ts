import { z } from 'zod';
import { UserWire } from './auth-wire.ts';
import { listOf } from './list-wire.ts';
import { Id, Name } from './text-wire.ts';
import { Role } from './value-wire.ts';

const Email = z.email().max(320);
const Password = z.string().min(8, 'must have at least 8 characters').max(1_024);

export const NewUserBody = z.strictObject({
  email: Email,
  name: Name,
  role: Role,
  password: Password,
  active: z.boolean().optional(),
});
export type NewPerson = z.infer<typeof NewUserBody>;
export const UserChangeBody = NewUserBody.partial();
export type PersonChange = z.infer<typeof UserChangeBody>;

/** A person as admins see him. */
export const PersonWire = UserWire.extend({ active: z.boolean() });
export type PersonWire = z.infer<typeof PersonWire>;
export const PersonListWire = listOf(PersonWire);

/** Somebody who can be given work. */
export const ForemanWire = z.object({ id: Id, name: z.string() });
export type ForemanWire = z.infer<typeof ForemanWire>;
export const ForemanListWire = listOf(ForemanWire);
