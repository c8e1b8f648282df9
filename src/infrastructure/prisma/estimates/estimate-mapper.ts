import type { EstimateItem, EstimateSnapshot } from '../../../domain/estimates/estimate-snapshot.ts';
import { Decimal } from '../../../domain/shared/decimal.ts';
import type { Prisma } from '../generated/client.ts';
import { allowRaw } from '../unit-scope.ts';

/** In one statement, where Prisma takes five: it is read in every change, and again for its event. */
const LOAD = `SELECT estimates.id, number, project_id AS "projectId", projects.name AS "projectName",
  foreman_id AS "foremanId", foremen.name AS "foremanName",
  estimates.creator_id AS "creatorId", creators.name AS "creatorName",
  status, comment, rejection_reason AS "rejectionReason", estimates.version,
  estimates.created_at AS "createdAt", estimates.updated_at AS "updatedAt",
  COALESCE((SELECT json_agg(json_build_array(name, unit, trim_scale(quantity)::text, trim_scale(unit_price)::text)
    ORDER BY line) FROM estimate_items WHERE estimate_id = estimates.id), '[]') AS items
  FROM estimates
  JOIN projects ON projects.id = project_id
  JOIN users AS foremen ON foremen.id = foreman_id
  JOIN users AS creators ON creators.id = estimates.creator_id
  WHERE estimates.id = ANY($1::int[])`;

type Item = readonly [name: string, unit: string, quantity: string, unitPrice: string];
type Row = Omit<EstimateSnapshot, 'items'> & { readonly items: readonly Item[] };

export async function loadEstimates(
  client: Prisma.TransactionClient,
  ids: readonly number[],
): Promise<Map<number, EstimateSnapshot>> {
  const rows = await allowRaw(() => client.$queryRawUnsafe<Row[]>(LOAD, ids));
  return new Map(rows.map((row) => [row.id, { ...row, items: row.items.map(toItem) }]));
}

function toItem([name, unit, quantity, unitPrice]: Item): EstimateItem {
  return { name, unit, quantity: Decimal.parse(quantity), unitPrice: Decimal.parse(unitPrice) };
}

export function toItemRows(estimateId: number, items: readonly EstimateItem[]): Prisma.EstimateItemCreateManyInput[] {
  return items.map(({ name, unit, quantity, unitPrice }, line) => {
    return { estimateId, line, name, unit, quantity: quantity.toString(), unitPrice: unitPrice.toString() };
  });
}
