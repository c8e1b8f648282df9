import { type ZodObject, z } from 'zod';

interface Schema {
  readonly type?: string;
  readonly properties?: Record<string, Schema>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
}

/** What stands in a body at a name or a number. */
export type Path = readonly (string | number)[];
/** By the name of a field: what is really there, in place of what merely fits. */
export type Known = Readonly<Record<string, () => unknown>>;

let made = 0;

/** A body that its shape accepts, made of nothing but the shape; so that a call of tomorrow has one too. */
export function sampleOf(shape: ZodObject, known: Known): Record<string, unknown> {
  return sample('', schemaOf(shape), known) as Record<string, unknown>;
}

/** Where something stands in such a body, objects and lists themselves included; and besides a field that is not known. */
export function placesIn(shape: ZodObject): Path[] {
  return places(schemaOf(shape), []);
}

function schemaOf(shape: ZodObject): Schema {
  return z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema;
}

function sample(name: string, schema: Schema, known: Known): unknown {
  const given = known[name];
  if (given) return given();
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return sample(name, first, known);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {});
    return Object.fromEntries(fields.map(([field, inner]) => [field, sample(field, inner, known)]));
  }
  if (schema.type === 'array') return [sample('', schema.items ?? {}, known)];
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  if (schema.type === 'boolean') return true;
  return schema.type === 'string' ? textFor(schema) : { any: 'thing' };
}

function textFor({ format, pattern, minLength = 1 }: Schema): string {
  if (format === 'email') return `sample-${++made}@test.local`;
  if (pattern?.startsWith('^\\d')) return '1';
  return 'sample'.padEnd(minLength, '-');
}

function places(schema: Schema, at: Path): Path[] {
  const inner = schema.anyOf?.find(({ properties }) => properties) ?? schema;
  const fields = Object.entries(inner.properties ?? {}).flatMap(([name, field]) => places(field, [...at, name]));
  const items = inner.items ? places(inner.items, [...at, 0]) : [];
  const unknown = inner.properties ? ['__proto__', 'constructor', 'colour'].map((name) => [...at, name]) : [];
  return [...(at.length > 0 ? [at] : []), ...fields, ...items, ...unknown];
}

const MARK = '"the place of something else"';

/** The body as JSON, with this JSON in that place. */
export function withJson(body: unknown, [first, ...rest]: Path, json: string): string {
  return JSON.stringify(put(body, first, rest)).replace(MARK, () => json);
}

function put(body: unknown, first: string | number | undefined, rest: Path): unknown {
  if (first === undefined) return JSON.parse(MARK);
  if (Array.isArray(body)) return body.map((item, n) => (n === first ? put(item, rest[0], rest.slice(1)) : item));
  const entries = new Map(Object.entries((body ?? {}) as object));
  entries.set(String(first), put(entries.get(String(first)), rest[0], rest.slice(1)));
  return Object.fromEntries(entries); // `__proto__` too becomes a field like others
}
