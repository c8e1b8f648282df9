import { inject, injectable } from 'tsyringe';
import type { WebhookDeliveries } from '../../../domain/notices/webhook-deliveries.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';

const KEPT_MS = 24 * 60 * 60 * 1000;

@injectable()
export class PrismaWebhookDeliveries implements WebhookDeliveries {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async tickOff(source: string, marks: readonly string[], at: Date): Promise<boolean> {
    const { webhookDelivery: deliveries } = clientOf(this.prisma);
    const expired = { lte: new Date(at.getTime() - KEPT_MS) };
    await deliveries.deleteMany({ where: { source, mark: { in: [...marks] }, createdAt: expired } });
    const data = marks.map((mark) => ({ source, mark, createdAt: at }));
    const { count } = await deliveries.createMany({ data, skipDuplicates: true });
    return count === marks.length;
  }
}
