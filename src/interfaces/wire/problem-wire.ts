import { z } from 'zod';

/** RFC 9457, `application/problem+json`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string().meta({ description: 'A stable snake_case word' }),
  errors: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .meta({ description: 'One row for each field that breaks a rule; `path` as `items.0.quantity`' }),
});
export type Problem = z.infer<typeof Problem>;
