import { type ZodObject, type ZodType, z } from 'zod';
import { BODIES, RESULTS } from './shapes.ts';

export type JsonSchema = Record<string, unknown>;

const NAMES = new Map<ZodType, string>(Object.entries({ ...BODIES, ...RESULTS }).map(([name, shape]) => [shape, name]));

/** `components/schemas`: bodies as a client writes them, results as he reads them. */
export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  ...converted(BODIES, 'input'),
  ...converted(RESULTS, 'output'),
};

/** A reference to a named shape; one without a name as it is. */
export function schemaOf(shape: ZodType): JsonSchema {
  const name = NAMES.get(shape);
  return name === undefined ? bare(z.toJSONSchema(shape, { override: tidyResult })) : { $ref: referTo(name) };
}

/**
 * Of each field of a query string. All of it is text on the wire, so what a field stands for says more: `limit` is an
 * integer, although it is read from a string.
 */
export function fieldsOf(query: ZodObject): { name: string; required: boolean; schema: JsonSchema }[] {
  const { properties = {} } = z.toJSONSchema(query, { io: 'output', unrepresentable: 'any', override: tidy });
  return Object.entries(query.shape).map(([name, field]) => {
    return { name, required: !field.safeParse(undefined).success, schema: properties[name] as JsonSchema };
  });
}

/** Of these shapes, as a client reads them; they refer to each other by their names. */
export function schemasOf(shapes: Readonly<Record<string, ZodType>>): Record<string, JsonSchema> {
  return converted(shapes, 'output');
}

function referTo(name: string): string {
  return `#/components/schemas/${name}`;
}

function converted(shapes: Readonly<Record<string, ZodType>>, io: 'input' | 'output'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, shape] of Object.entries(shapes)) registry.add(shape, { id });
  const override = io === 'input' ? tidy : tidyResult;
  const { schemas } = z.toJSONSchema(registry, { io, uri: referTo, override });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)]));
}

/** Without what only a schema in a file of its own needs. */
function bare({ $schema, $id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

/** A format says more than its pattern; what every JSON number obeys is no bound. */
function tidy({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

/** Besides: answers may get more keys in time, and clients must not mind. */
function tidyResult({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  tidy({ jsonSchema });
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}
