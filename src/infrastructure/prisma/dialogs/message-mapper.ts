import type { Message, Sender } from '../../../domain/dialogs/message.ts';
import type { Prisma } from '../generated/client.ts';

export function toMessage({ id, dialogId, sender, text, createdAt }: Prisma.MessageGetPayload<object>): Message {
  return { id, dialogId, sender: sender as Sender, text, createdAt }; // the database checks it
}

export async function loadMessages(tx: Prisma.TransactionClient, ids: number[]): Promise<Map<number, Message>> {
  const rows = await tx.message.findMany({ where: { id: { in: ids } } });
  return new Map(rows.map((row) => [row.id, toMessage(row)]));
}
