import { z } from 'zod';
import { IdParameter, ListQuery, listOf } from './list-wire.ts';
import { Comment, Id, Name, SearchText, text } from './text-wire.ts';
import { Money, Time, Version } from './value-wire.ts';

const MAX_ITEMS = 1_000;

/** Decimal strings, never floats: the wire keeps every digit. */
const Quantity = z.string().regex(/^\d{1,9}(\.\d{1,3})?$/, 'must be a decimal string ≥ 0 with at most 3 decimals');
const Price = z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, 'must be a decimal string ≥ 0 with at most 2 decimals');

const ItemBody = z.strictObject({ name: Name, unit: Name, quantity: Quantity, unit_price: Price });
const Items = z.array(ItemBody).max(MAX_ITEMS);

/** What programs go by, and what people call it. */
export const StatusCode = z.enum(['draft', 'submitted', 'approved', 'rejected']);
export const Status = z.enum(['Черновик', 'На согласовании', 'Согласована', 'Отклонена']);

const ItemWire = z.object({
  name: z.string(),
  unit: z.string(),
  quantity: z.string().regex(/^\d+(\.\d{1,3})?$/),
  unit_price: Money,
  total: Money,
});

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
  status_code: StatusCode.optional(),
  q: SearchText.optional(),
});
export const RejectBody = z.strictObject({ reason: text(4_000) });

export type ItemBody = z.infer<typeof ItemBody>;

/** An estimate in an answer. */
export const EstimateWire = z.object({
  id: Id,
  number: z.string(),
  project_id: Id,
  project_name: z.string(),
  foreman_id: Id,
  foreman_name: z.string(),
  creator_id: Id,
  creator_name: z.string(),
  status: Status,
  status_code: StatusCode,
  comment: z.string(),
  items: z.array(ItemWire),
  total: Money,
  version: Version,
  created_at: Time,
  updated_at: Time,
});
export type EstimateWire = z.infer<typeof EstimateWire>;
export const EstimateListWire = listOf(EstimateWire);
