import { inject, injectable } from 'tsyringe';
import { EstimateNotFound } from '../../../domain/estimates/estimate-errors.ts';
import type { EstimateFilter, EstimateReader } from '../../../domain/estimates/estimate-repository.ts';
import type { EstimateId, EstimateSnapshot } from '../../../domain/estimates/estimate-snapshot.ts';
import type { Actor } from '../../../domain/shared/actor.ts';
import type { Page } from '../../../domain/shared/page.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { loadEstimates } from './estimate-mapper.ts';
import { visibleEstimates } from './visible-estimates.ts';

@injectable()
export class PrismaEstimateReader implements EstimateReader {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async find(id: EstimateId, actor: Actor): Promise<EstimateSnapshot> {
    const [found] = await this.load([id], actor);
    if (!found) throw new EstimateNotFound();
    return found;
  }

  async list(filter: EstimateFilter, page: Page, actor: Actor): Promise<EstimateSnapshot[]> {
    const { projectId, foremanId, status, text } = filter;
    const contains = { contains: escapeLike(text ?? ''), mode: 'insensitive' } as const;
    const rows = await clientOf(this.prisma).estimate.findMany({
      where: {
        AND: [
          visibleEstimates(actor).where,
          page.before === undefined ? {} : { id: { lt: page.before } },
          projectId === undefined ? {} : { projectId },
          foremanId === undefined ? {} : { foremanId },
          status === undefined ? {} : { status },
          text === undefined ? {} : { OR: [{ number: contains }, { project: { name: contains } }] },
        ],
      },
      select: { id: true },
      orderBy: { id: 'desc' },
      take: page.limit,
    });
    return this.load(
      rows.map(({ id }) => id),
      actor,
    );
  }

  /** In their order, without those that are not there, or not his, any more. */
  private async load(ids: readonly EstimateId[], actor: Actor): Promise<EstimateSnapshot[]> {
    const found = await loadEstimates(clientOf(this.prisma), ids);
    const { sees } = visibleEstimates(actor);
    return ids.flatMap((id) => found.get(id) ?? []).filter(sees);
  }
}

/** Prisma hands the text to LIKE as it is: a person who looks for `100%` means the sign. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
