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

/** What a change may name; what it does not name stays. */
export type UserChange = Partial<Omit<NewUser, 'createdAt'>>;

/** E-mail addresses are compared without regard to case. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Whether a database can be asked for it: NUL stands in no text of PostgreSQL's. */
export function canBeStored(email: string): boolean {
  return !email.includes('\0');
}

/** Whether what he was allowed until now must end: his sessions are revoked. */
export function losesRights(user: User, change: UserChange): boolean {
  return change.active === false || (change.role !== undefined && change.role !== user.role);
}

/** Whether an active admin is one no longer. */
export function stepsDown(user: User, change: UserChange): boolean {
  const isAdmin = user.role === 'admin' && user.active;
  return isAdmin && ((change.role ?? 'admin') !== 'admin' || change.active === false);
}
