import type { EstimateWire } from '../../wire/estimate-wire.ts';

/** In the order of their life. */
export const STATUSES = ['draft', 'submitted', 'approved', 'rejected'] as const;

export type Column = 'number' | 'project_name' | 'foreman_name' | 'status_code' | 'total' | 'updated_at';

/** By which column, and in which direction; null: newest first, as the server has them. */
export type Sorting = { readonly column: Column; readonly descending: boolean } | null;

/** Up, down, and back to the order of the server. */
export function nextSorting(before: Sorting, column: Column): Sorting {
  if (before?.column !== column) return { column, descending: false };
  return before.descending ? null : { column, descending: true };
}

/** Numbers within a text count as numbers: «Смета 2» stands before «Смета 10». */
export function sorted(estimates: readonly EstimateWire[], sorting: Sorting): readonly EstimateWire[] {
  if (!sorting) return estimates;
  const { column, descending } = sorting;
  const collator = new Intl.Collator('ru', { numeric: true });
  const upwards = (one: EstimateWire, other: EstimateWire) =>
    collator.compare(keyOf(one, column), keyOf(other, column));
  return [...estimates].sort((one, other) => (descending ? upwards(other, one) : upwards(one, other)));
}

function keyOf(estimate: EstimateWire, column: Column): string {
  return column === 'status_code' ? String(STATUSES.indexOf(estimate.status_code)) : estimate[column];
}
