import { Decimal } from '../shared/decimal.ts';

export type EstimateId = number;

/** What the statuses are called among the people who use them. */
export const STATUS_NAMES = {
  draft: 'Черновик',
  submitted: 'На согласовании',
  approved: 'Согласована',
  rejected: 'Отклонена',
} as const;
export type EstimateStatus = keyof typeof STATUS_NAMES;

export interface EstimateItem {
  readonly name: string;
  readonly unit: string;
  /** At most 3 decimals. */
  readonly quantity: Decimal;
  /** Roubles, at most 2 decimals. */
  readonly unitPrice: Decimal;
}

/** An estimate as somebody may see it, with the names of what it refers to. */
export interface EstimateSnapshot {
  readonly id: EstimateId;
  readonly number: string;
  readonly projectId: number;
  readonly projectName: string;
  readonly foremanId: number;
  readonly foremanName: string;
  readonly creatorId: number;
  readonly creatorName: string;
  readonly status: EstimateStatus;
  readonly comment: string;
  /** Why it was rejected; null unless it is. */
  readonly rejectionReason: string | null;
  readonly items: readonly EstimateItem[];
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Roubles with two decimals: each line is rounded half up by itself. */
export function lineTotal(item: EstimateItem): Decimal {
  return item.quantity.times(item.unitPrice).round(2);
}

export function totalOf(items: readonly EstimateItem[]): Decimal {
  return items.reduce((sum, item) => sum.plus(lineTotal(item)), Decimal.ZERO);
}

export function sameItems(one: readonly EstimateItem[], other: readonly EstimateItem[]): boolean {
  return one.length === other.length && one.every((item, line) => sameItem(item, other[line]));
}

function sameItem(one: EstimateItem, other: EstimateItem | undefined): boolean {
  return (
    other !== undefined &&
    one.name === other.name &&
    one.unit === other.unit &&
    one.quantity.equals(other.quantity) &&
    one.unitPrice.equals(other.unitPrice)
  );
}
