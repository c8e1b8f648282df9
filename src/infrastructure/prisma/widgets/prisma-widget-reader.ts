import { inject, injectable } from 'tsyringe';
import type { Page } from '../../../domain/shared/page.ts';
import type { Widget, WidgetId } from '../../../domain/widgets/widget.ts';
import { WidgetNotFound } from '../../../domain/widgets/widget-errors.ts';
import type { WidgetReader } from '../../../domain/widgets/widget-repository.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';

const LIVE = { revokedAt: null };

@injectable()
export class PrismaWidgetReader implements WidgetReader {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  list({ limit, before }: Page): Promise<Widget[]> {
    const where = before === undefined ? LIVE : { ...LIVE, id: { lt: before } };
    return clientOf(this.prisma).widget.findMany({ where, orderBy: { id: 'desc' }, take: limit });
  }

  async find(id: WidgetId): Promise<Widget> {
    const row = await clientOf(this.prisma).widget.findUnique({ where: { id, ...LIVE } });
    if (!row) throw new WidgetNotFound();
    return row;
  }

  findByToken(token: string): Promise<Widget | null> {
    return clientOf(this.prisma).widget.findUnique({ where: { token } });
  }

  oldest(): Promise<Widget | null> {
    return clientOf(this.prisma).widget.findFirst({ where: LIVE, orderBy: { id: 'asc' } });
  }

  async domainsOf(assistantId: number): Promise<string[]> {
    const where = { assistantId, ...LIVE };
    const rows = await clientOf(this.prisma).widget.findMany({ where, select: { allowedDomains: true } });
    return rows.flatMap((row) => row.allowedDomains);
  }
}
