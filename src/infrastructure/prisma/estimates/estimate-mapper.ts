import type { EstimateItem, EstimateSnapshot, EstimateStatus } from '../../../domain/estimates/estimate-snapshot.ts';
import { Decimal } from '../../../domain/shared/decimal.ts';
import type { Prisma } from '../generated/client.ts';

/** What a snapshot of an estimate takes besides its own row. */
export const ESTIMATE_PARTS = {
  project: { select: { name: true } },
  foreman: { select: { name: true } },
  creator: { select: { name: true } },
  items: { orderBy: { line: 'asc' } },
} as const;

type EstimateRow = Prisma.EstimateGetPayload<{ include: typeof ESTIMATE_PARTS }>;
type ItemRow = EstimateRow['items'][number];

/** `status` is held to the known ones by a check of the table. */
export function toEstimateSnapshot({ project, foreman, creator, items, ...row }: EstimateRow): EstimateSnapshot {
  return {
    ...row,
    status: row.status as EstimateStatus,
    projectName: project.name,
    foremanName: foreman.name,
    creatorName: creator.name,
    items: items.map(toItem),
  };
}

function toItem({ name, unit, quantity, unitPrice }: ItemRow): EstimateItem {
  return { name, unit, quantity: Decimal.parse(quantity.toFixed()), unitPrice: Decimal.parse(unitPrice.toFixed()) };
}

export function toItemRows(estimateId: number, items: readonly EstimateItem[]): Prisma.EstimateItemCreateManyInput[] {
  return items.map(({ name, unit, quantity, unitPrice }, line) => {
    return { estimateId, line, name, unit, quantity: quantity.toString(), unitPrice: unitPrice.toString() };
  });
}

export async function loadEstimates(
  tx: Prisma.TransactionClient,
  ids: number[],
): Promise<Map<number, EstimateSnapshot>> {
  const rows = await tx.estimate.findMany({ where: { id: { in: ids } }, include: ESTIMATE_PARTS });
  return new Map(rows.map((row) => [row.id, toEstimateSnapshot(row)]));
}
