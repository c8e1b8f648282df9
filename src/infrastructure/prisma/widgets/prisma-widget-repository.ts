import { inject, injectable } from 'tsyringe';
import type { NewWidget, Widget, WidgetId } from '../../../domain/widgets/widget.ts';
import { AssistantNotFound, WidgetNotFound } from '../../../domain/widgets/widget-errors.ts';
import { WidgetReader, type WidgetRepository } from '../../../domain/widgets/widget-repository.ts';
import type { Prisma } from '../generated/client.ts';
import { isBrokenReference } from '../prisma-errors.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';

@injectable()
export class PrismaWidgetRepository implements WidgetRepository {
  constructor(
    @inject(HookedPrisma) private readonly prisma: HookedPrisma,
    @inject(WidgetReader) private readonly reader: WidgetReader,
  ) {}

  async add({ allowedDomains, issuedDomains, ...row }: NewWidget): Promise<Widget> {
    const data = { ...row, allowedDomains: [...allowedDomains], issuedDomains: [...issuedDomains] };
    try {
      return await clientOf(this.prisma).widget.create({ data });
    } catch (error) {
      throw isBrokenReference(error) ? new AssistantNotFound() : error;
    }
  }

  async allow(id: WidgetId, domains: readonly string[]): Promise<Widget> {
    await this.updateLive(id, { allowedDomains: [...domains] });
    return this.reader.find(id);
  }

  revoke(id: WidgetId, at: Date): Promise<void> {
    return this.updateLive(id, { revokedAt: at });
  }

  private async updateLive(id: WidgetId, data: Prisma.WidgetUpdateManyMutationInput): Promise<void> {
    const { count } = await clientOf(this.prisma).widget.updateMany({ where: { id, revokedAt: null }, data });
    if (count === 0) throw new WidgetNotFound();
  }
}
