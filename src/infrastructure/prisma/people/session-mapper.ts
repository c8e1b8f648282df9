import type { Session } from '../../../domain/people/session.ts';
import type { Prisma } from '../generated/client.ts';

export function toSession({ id, userId, expiresAt, revokedAt }: Session): Session {
  return { id, userId, expiresAt, revokedAt };
}

export async function loadSessions(tx: Prisma.TransactionClient, ids: string[]): Promise<Map<string, Session>> {
  const rows = await tx.session.findMany({ where: { id: { in: ids } } });
  return new Map(rows.map((row) => [row.id, toSession(row)]));
}
