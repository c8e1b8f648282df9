import { z } from 'zod';

/** A query parameter that is a whole number from 1 to `max`. */
export function wholeParameter(max: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(1).max(max));
}

export const IdParameter = wholeParameter(2 ** 31 - 1);

/** Opaque to clients: what the part before ended with, at most `max`. */
export function cursor(max: number) {
  return z
    .string()
    .transform((text) => Buffer.from(text, 'base64url').toString('latin1'))
    .pipe(z.string().regex(/^before:\d{1,15}$/, 'is no cursor of this list'))
    .transform((text) => Number(text.slice('before:'.length)))
    .pipe(z.number().max(max, 'is no cursor of this list'))
    .meta({ type: 'string', description: '`next_cursor` of the part before' });
}

export const ListQuery = z.object({ limit: wholeParameter(200).default(50), cursor: cursor(2 ** 31 - 1).optional() });

/** One part of a list, newest first. */
export function listOf<T extends z.ZodType>(thing: T) {
  return z.object({ items: z.array(thing), next_cursor: z.string().nullable() });
}
export type ListWire<T> = z.infer<ReturnType<typeof listOf<z.ZodType<T>>>>;

/** `things` were asked for with one more than `limit`, to know whether there are more. */
export function toListWire<T extends { readonly id: number }, Wire>(
  things: readonly T[],
  limit: number,
  present: (thing: T) => Wire,
): ListWire<Wire> {
  const shown = things.slice(0, limit);
  const last = things.length > limit ? shown.at(-1) : undefined;
  const next_cursor = last ? Buffer.from(`before:${last.id}`).toString('base64url') : null;
  return { items: shown.map(present), next_cursor };
}
