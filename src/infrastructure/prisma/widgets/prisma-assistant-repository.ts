import { inject, injectable } from 'tsyringe';
import type { Page } from '../../../domain/shared/page.ts';
import type { Assistant } from '../../../domain/widgets/assistant.ts';
import type { AssistantRepository } from '../../../domain/widgets/widget-repository.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';

@injectable()
export class PrismaAssistantRepository implements AssistantRepository {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  add(assistant: Omit<Assistant, 'id'>): Promise<Assistant> {
    return clientOf(this.prisma).assistant.create({ data: assistant });
  }

  list({ limit, before }: Page): Promise<Assistant[]> {
    const where = before === undefined ? {} : { id: { lt: before } };
    return clientOf(this.prisma).assistant.findMany({ where, orderBy: { id: 'desc' }, take: limit });
  }
}
