import { inject, injectable } from 'tsyringe';
import type { Dialog, DialogId, Guest } from '../../../domain/dialogs/dialog.ts';
import type { DialogReader } from '../../../domain/dialogs/dialog-repository.ts';
import type { Message } from '../../../domain/dialogs/message.ts';
import type { Page } from '../../../domain/shared/page.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { DIALOG_PARTS, toDialog } from './dialog-mapper.ts';
import { toMessage } from './message-mapper.ts';

@injectable()
export class PrismaDialogReader implements DialogReader {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async isOf(id: DialogId, { assistantId, guestId }: Guest): Promise<boolean> {
    const where = { id, assistantId, guestId };
    return (await clientOf(this.prisma).dialog.findUnique({ where, select: { id: true } })) !== null;
  }

  async exists(id: DialogId): Promise<boolean> {
    return (await clientOf(this.prisma).dialog.findUnique({ where: { id }, select: { id: true } })) !== null;
  }

  async list({ limit, before }: Page): Promise<{ dialog: Dialog; lastMessage: Message | null }[]> {
    const rows = await clientOf(this.prisma).dialog.findMany({
      where: before === undefined ? {} : { id: { lt: before } },
      select: DIALOG_PARTS,
      orderBy: { id: 'desc' },
      take: limit,
    });
    const newest = await this.newestOf(rows.map((row) => row.id));
    return rows.map((row) => ({ dialog: toDialog(row), lastMessage: newest.get(row.id) ?? null }));
  }

  async messages(id: DialogId, { limit, before }: Page): Promise<Message[]> {
    const rows = await clientOf(this.prisma).message.findMany({
      where: { dialogId: id, ...(before === undefined ? {} : { id: { lt: before } }) },
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(toMessage);
  }

  /** By their dialog. Two queries along indexes: a nested `take` would fetch every message there is. */
  private async newestOf(ids: DialogId[]): Promise<Map<DialogId, Message>> {
    const client = clientOf(this.prisma);
    const newest = await client.message.groupBy({
      by: ['dialogId'],
      where: { dialogId: { in: ids } },
      _max: { id: true },
    });
    const newestIds = newest.flatMap(({ _max }) => _max.id ?? []);
    const rows = await client.message.findMany({ where: { id: { in: newestIds } } });
    return new Map(rows.map((row) => [row.dialogId, toMessage(row)]));
  }
}
