import type { Role } from '../shared/actor.ts';

export type UserId = number;

/** A person as others may see him: nothing secret in it. */
export interface User {
  readonly id: UserId;
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** A deactivated person can't sign in, and his sessions are revoked. */
  readonly active: boolean;
}

export interface NewUser extends Omit<User, 'id'> {
  readonly passwordHash: string;
  readonly createdAt: Date;
}

/** E-mail addresses are compared without regard to case. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Whether a database can be asked for it: NUL stands in no text of PostgreSQL's. */
export function canBeStored(email: string): boolean {
  return !email.includes('\0');
}
