import type { User } from '../../../domain/people/user.ts';
import type { Role } from '../../../domain/shared/actor.ts';
import type { Prisma } from '../generated/client.ts';

export interface UserRow {
  id: number;
  email: string;
  name: string;
  role: string;
  active: boolean;
}

/** `role` is held to the known ones by a check of the table. */
export function toUser({ id, email, name, role, active }: UserRow): User {
  return { id, email, name, role: role as Role, active };
}

export async function loadUsers(tx: Prisma.TransactionClient, ids: number[]): Promise<Map<number, User>> {
  const rows = await tx.user.findMany({ where: { id: { in: ids } } });
  return new Map(rows.map((row) => [row.id, toUser(row)]));
}
