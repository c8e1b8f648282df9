import { inject, injectable } from 'tsyringe';
import { EstimateNotFound } from '../../../domain/estimates/estimate-errors.ts';
import type { EstimateFilter, EstimateReader } from '../../../domain/estimates/estimate-repository.ts';
import type { EstimateId, EstimateSnapshot } from '../../../domain/estimates/estimate-snapshot.ts';
import type { Actor } from '../../../domain/shared/actor.ts';
import type { Page } from '../../../domain/shared/page.ts';
import type { Prisma } from '../generated/client.ts';
import { clientOf, HookedPrisma, inOneState } from '../prisma-source.ts';
import { readRow } from '../subjects.ts';
import { loadEstimates } from './estimate-mapper.ts';
import { visibleEstimates } from './visible-estimates.ts';

@injectable()
export class PrismaEstimateReader implements EstimateReader {
  constructor(@inject(HookedPrisma) private readonly prisma: HookedPrisma) {}

  async find(id: EstimateId, actor: Actor): Promise<EstimateSnapshot> {
    const found = await readRow(clientOf(this.prisma), 'estimate', id);
    if (!found || !visibleEstimates(actor).sees(found)) throw new EstimateNotFound();
    return found;
  }

  /** From one state: what vanished between the two statements would look like the end of the list. */
  list(filter: EstimateFilter, page: Page, actor: Actor): Promise<EstimateSnapshot[]> {
    return inOneState(this.prisma, async (tx) => {
      const rows = await tx.estimate.findMany({
        where: conditionsOf(filter, page, actor),
        select: { id: true },
        orderBy: { id: 'desc' },
        take: page.limit,
      });
      const ids = rows.map(({ id }) => id);
      return load(tx, ids, actor);
    });
  }
}

/** In their order, those that he may see. */
async function load(
  client: Prisma.TransactionClient,
  ids: readonly EstimateId[],
  actor: Actor,
): Promise<EstimateSnapshot[]> {
  const found = await loadEstimates(client, ids);
  return ids.flatMap((id) => found.get(id) ?? []).filter(visibleEstimates(actor).sees);
}

function conditionsOf(
  { projectId, foremanId, status, text }: EstimateFilter,
  { before }: Page,
  actor: Actor,
): Prisma.EstimateWhereInput {
  const contains = { contains: escapeLike(text ?? ''), mode: 'insensitive' } as const;
  return {
    AND: [
      visibleEstimates(actor).where,
      before === undefined ? {} : { id: { lt: before } },
      projectId === undefined ? {} : { projectId },
      foremanId === undefined ? {} : { foremanId },
      status === undefined ? {} : { status },
      text === undefined ? {} : { OR: [{ number: contains }, { project: { name: contains } }] },
    ],
  };
}

/** Prisma hands the text to LIKE as it is: a person who looks for `100%` means the sign. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
