import { inject, injectable } from 'tsyringe';
import type { Dialog, DialogId, Guest } from '../../../domain/dialogs/dialog.ts';
import type { DialogRepository } from '../../../domain/dialogs/dialog-repository.ts';
import type { Message, NewMessage } from '../../../domain/dialogs/message.ts';
import { AssistantNotFound } from '../../../domain/widgets/widget-errors.ts';
import { isBrokenReference } from '../prisma-errors.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { allowRaw } from '../unit-scope.ts';
import { DIALOG_PARTS, toDialog } from './dialog-mapper.ts';
import { toMessage } from './message-mapper.ts';

@injectable()
export class PrismaDialogRepository implements DialogRepository {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  /** Looks first: an INSERT that meets a conflict uses up a number. */
  async open(guest: Guest, at: Date): Promise<{ dialog: Dialog; made: boolean }> {
    const known = await this.findOf(guest);
    if (known) return { dialog: known, made: false };
    const made = await this.make(guest, at);
    const dialog = await this.findOf(guest);
    if (!dialog) throw new Error('a dialog is gone, and nothing takes dialogs away');
    return { dialog, made };
  }

  async lock(id: DialogId): Promise<void> {
    const tx = clientOf(this.prisma);
    await allowRaw(() => tx.$queryRaw`SELECT 1 FROM dialogs WHERE id = ${id} FOR NO KEY UPDATE`);
  }

  async add(message: NewMessage): Promise<Message> {
    return toMessage(await clientOf(this.prisma).message.create({ data: message }));
  }

  async findByGuestKey(id: DialogId, guestKey: string): Promise<Message | null> {
    const where = { dialogId_guestKey: { dialogId: id, guestKey } };
    const row = await clientOf(this.prisma).message.findUnique({ where });
    return row && toMessage(row);
  }

  /** False when somebody else was faster: the conflict waits for his commit. */
  private async make(guest: Guest, at: Date): Promise<boolean> {
    const data = [{ ...guest, createdAt: at }];
    try {
      const { count } = await clientOf(this.prisma).dialog.createMany({ data, skipDuplicates: true });
      return count === 1;
    } catch (error) {
      throw isBrokenReference(error) ? new AssistantNotFound() : error;
    }
  }

  private async findOf({ assistantId, guestId }: Guest): Promise<Dialog | null> {
    const where = { assistantId_guestId: { assistantId, guestId } };
    const row = await clientOf(this.prisma).dialog.findUnique({ where, select: DIALOG_PARTS });
    return row && toDialog(row);
  }
}
