import { inject, injectable } from 'tsyringe';
import { EstimateNotFound } from '../../../domain/estimates/estimate-errors.ts';
import type { EstimateFilter, EstimateReader } from '../../../domain/estimates/estimate-repository.ts';
import type { EstimateId, EstimateSnapshot } from '../../../domain/estimates/estimate-snapshot.ts';
import type { Actor } from '../../../domain/shared/actor.ts';
import type { Page } from '../../../domain/shared/page.ts';
import { clientOf, HookedPrisma } from '../prisma-source.ts';
import { ESTIMATE_PARTS, toEstimateSnapshot } from './estimate-mapper.ts';
import { visibleEstimates } from './visible-estimates.ts';

@injectable()
export class PrismaEstimateReader implements EstimateReader {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async find(id: EstimateId, actor: Actor): Promise<EstimateSnapshot> {
    const row = await clientOf(this.prisma).estimate.findFirst({
      where: { id, ...visibleEstimates(actor).where },
      include: ESTIMATE_PARTS,
    });
    if (!row) throw new EstimateNotFound();
    return toEstimateSnapshot(row);
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
      include: ESTIMATE_PARTS,
      orderBy: { id: 'desc' },
      take: page.limit,
    });
    return rows.map(toEstimateSnapshot);
  }
}

/** Prisma hands the text to LIKE as it is: a person who looks for `100%` means the sign. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
