import { z } from 'zod';
import { IdParameter, ListQuery } from './list-wire.ts';
import { Comment, Id, Name, text } from './text-wire.ts';

const MAX_ITEMS = 1_000;

/** Decimal strings, never floats: the wire keeps every digit. */
const Quantity = z.string().regex(/^\d{1,9}(\.\d{1,3})?$/, 'must be a decimal string ≥ 0 with at most 3 decimals');
const Price = z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, 'must be a decimal string ≥ 0 with at most 2 decimals');

const ItemBody = z.strictObject({ name: Name, unit: Name, quantity: Quantity, unit_price: Price });
const Items = z.array(ItemBody).max(MAX_ITEMS);

export const NewEstimateBody = z.strictObject({
  project_id: Id,
  foreman_id: Id.optional(),
  number: Name.optional(),
  comment: Comment.optional(),
  items: Items.optional(),
});
export const EstimateChangeBody = NewEstimateBody.partial();
export const EstimateQuery = ListQuery.extend({
  project_id: IdParameter.optional(),
  foreman_id: IdParameter.optional(),
  status_code: z.enum(['draft', 'submitted', 'approved', 'rejected']).optional(),
  q: Name.optional(),
});
export const RejectBody = z.strictObject({ reason: text(4_000) });

export type ItemBody = z.infer<typeof ItemBody>;

/** An estimate in an answer. Times are ISO 8601 in UTC, money has two decimals. */
export interface EstimateWire {
  readonly id: number;
  readonly number: string;
  readonly project_id: number;
  readonly project_name: string;
  readonly foreman_id: number;
  readonly foreman_name: string;
  readonly creator_id: number;
  readonly creator_name: string;
  readonly status: string;
  readonly status_code: string;
  readonly comment: string;
  readonly items: readonly (ItemBody & { readonly total: string })[];
  readonly total: string;
  readonly version: number;
  readonly created_at: string;
  readonly updated_at: string;
}

/** One event of an estimate's history. */
export interface HistoryEntryWire {
  /** Its position in the log, as on the stream. */
  readonly id: number;
  readonly event: string;
  readonly data: unknown;
  /** Unix seconds. */
  readonly timestamp: number;
  /** Null where the program itself did it. */
  readonly actor_name: string | null;
  /** Why, where somebody had to say: a rejection. */
  readonly reason: string | null;
}
