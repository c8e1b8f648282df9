import { z } from 'zod';

/** 1 to `max` characters (code points), not blank, and storable: no NUL, no half of a surrogate pair. */
export function text(max: number) {
  return storable(max)
    .refine((value) => value.trim() !== '', 'must not be blank')
    .meta({ minLength: 1, maxLength: max });
}

/** The same, and may be empty. */
function optionalText(max: number) {
  return storable(max).meta({ maxLength: max });
}

/** Names, numbers and units. */
export const Name = text(200);
export const Address = optionalText(500);
/** What somebody looks for; empty looks for nothing in particular. */
export const SearchText = optionalText(200);
export const Comment = optionalText(4_000);

/** A positive integer that fits the column. */
export const Id = z
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1);

function storable(max: number) {
  return z
    .string()
    .refine((value) => value.length <= 2 * max && [...value].length <= max, `must have at most ${max} characters`)
    .refine((value) => !value.includes('\0'), 'must not contain NUL')
    .refine((value) => value.isWellFormed(), 'must be well-formed Unicode');
}
