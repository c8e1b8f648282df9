import { z } from 'zod';
import { IdParameter } from './list-wire.ts';
import { Id, text } from './text-wire.ts';
import { Role } from './value-wire.ts';

/** A deeper value could not be printed or stored. */
const MAX_DEPTH = 64;

/** Anything that JSON can say, at most so deep. */
const JsonValue = z
  .unknown()
  .refine((value) => value !== undefined, 'is required')
  .refine((value) => isShallow(value, MAX_DEPTH), {
    error: `must not be nested deeper than ${MAX_DEPTH} levels`,
    abort: true,
  })
  .refine(isPrintable, 'must not hold a number beyond 1.8e308');

/** The name of an event, or of a connection: a line break would begin a field of somebody else's making. */
const LineName = text(200).refine((value) => !/[\r\n]/.test(value), 'must be one line');

/** Seed 004 gives ids of people as numbers or as text. */
const UserIdWire = z.union([Id, IdParameter], 'must be the id of a person');

const TargetWire = z.strictObject({
  clientId: LineName.optional(),
  userId: UserIdWire.optional(),
  sessionId: LineName.optional(),
  role: Role.optional(),
});

/** What the stream says of itself is not for others to say. */
const RESERVED = /^(connected|heartbeat|system\..*)$/;
const NoticeType = LineName.refine((type) => !RESERVED.test(type), 'is what the stream says of itself: choose another');

export const SendBody = z.strictObject({ type: NoticeType, data: JsonValue, target: TargetWire.optional() });

export const DeliveredWire = z.object({
  delivered: z.int().nonnegative().meta({ description: 'Connections that it concerns' }),
});
export type DeliveredWire = z.infer<typeof DeliveredWire>;

/** What is left out is given: one's own, that of the sign-in, a new one. Empty is the same as left out. */
const named = LineName.or(z.literal('')).optional();
export const ConnectionQuery = z.object({
  clientId: named,
  userId: IdParameter.or(z.literal('')).optional(),
  sessionId: named,
});

/** A stranger's body (contract §6): what is not known is left alone. */
export const WebhookBody = z.object({ userId: UserIdWire, type: LineName, result: JsonValue });

export const WebhookReceiptWire = z.object({
  status: z.enum(['accepted', 'repeated']).meta({ description: '`repeated`: it was done before, and not again' }),
});
export type WebhookReceiptWire = z.infer<typeof WebhookReceiptWire>;

/** JSON has no word for what its larger numbers are parsed to: they would be sent on as null. */
function isPrintable(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isPrintable);
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((part) => isShallow(part, levels - 1));
}
