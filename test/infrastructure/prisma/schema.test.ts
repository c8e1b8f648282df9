import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { onEachDatabase } from '../../support/databases.ts';

/** Tables that only SQL speaks to. */
const NOT_FOR_PRISMA = ['_prisma_migrations', 'event_log_jumps', 'event_log_horizon', 'channels'];

/** How PostgreSQL calls the types of Prisma, where `@db` says nothing else. */
const TYPES: Record<string, string> = {
  Int: 'int4',
  BigInt: 'int8',
  String: 'text',
  Boolean: 'bool',
  'DateTime @db.Timestamptz(3)': 'timestamptz(3)',
  'Decimal @db.Decimal(12, 3)': 'numeric(12,3)',
  'Decimal @db.Decimal(14, 2)': 'numeric(14,2)',
  'Json @db.Json': 'json',
  'String @db.Uuid': 'uuid',
  'Unsupported("xid8")': 'xid8',
};

const COLUMNS = `SELECT table_name AS table, column_name AS column, is_nullable = 'YES' AS nullable,
    CASE WHEN data_type = 'ARRAY' THEN substring(udt_name FROM 2) || '[]'
      WHEN udt_name = 'numeric' THEN 'numeric(' || numeric_precision || ',' || numeric_scale || ')'
      WHEN udt_name = 'timestamptz' THEN 'timestamptz(' || datetime_precision || ')'
      ELSE udt_name END AS type,
    CASE WHEN column_default LIKE 'nextval(%' THEN 'autoincrement()' ELSE column_default END AS "default"
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> ALL ($1)`;

const UNIQUE = `SELECT i.indrelid::regclass || ': ' || string_agg(a.attname, ', ' ORDER BY a.attnum) AS key
  FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
  WHERE i.indisunique AND i.indpred IS NULL AND i.indrelid::regclass::text <> ALL ($1)
    AND i.indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  GROUP BY i.indexrelid, i.indrelid`;

interface Field {
  readonly table: string;
  readonly column: string;
  readonly nullable: boolean;
  readonly type: string;
  readonly default: string | null;
}

/** What `schema.prisma` says: its columns, and what is unique in which table. */
function readSchema(): { fields: Field[]; unique: string[] } {
  const text = readFileSync(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8');
  const bodies = [...text.matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, name, body]) => ({
    name,
    body: body ?? '',
  }));
  const models = new Set(bodies.map(({ name }) => name));
  const fields: Field[] = [];
  const unique: string[] = [];
  for (const { body } of bodies) {
    const table = /@@map\("(.+)"\)/.exec(body)?.[1] as string;
    const columns = new Map<string, string>();
    for (const [, field = '', kind = '', suffix, rest = ''] of body.matchAll(
      /^ {2}(\w+) +(\w+(?:\(".+?"\))?)(\?|\[\])?(.*)$/gm,
    )) {
      if (models.has(kind)) continue;
      const column = /@map\("(.+?)"\)/.exec(rest)?.[1] ?? field;
      const native = /@db\.\w+(\([\d, ]+\))?/.exec(rest)?.[0];
      const type = TYPES[native ? `${kind} ${native}` : kind] ?? `unknown to this test: ${kind} ${native}`;
      const given = /@default\((dbgenerated\("(.+?)"\)|.+?\)?)\)/.exec(rest);
      columns.set(field, column);
      fields.push({
        table,
        column,
        nullable: suffix === '?',
        type: suffix === '[]' ? `${type}[]` : type,
        default: given?.[2] ?? given?.[1] ?? null,
      });
      if (/@(id|unique)\b/.test(rest)) unique.push(`${table}: ${column}`);
    }
    for (const [, list = ''] of body.matchAll(/@@(?:id|unique)\(\[(.+?)\]\)/g)) {
      unique.push(
        `${table}: ${list
          .split(', ')
          .map((field) => columns.get(field))
          .join(', ')}`,
      );
    }
  }
  return { fields, unique };
}

const sorted = (fields: Field[]) =>
  fields.map((field) => JSON.stringify(field, Object.keys(field).toSorted())).toSorted();

onEachDatabase((database) => {
  describe('the schema that Prisma knows', () => {
    it('has the columns that the migrations make, neither more nor less nor others', async () => {
      const { rows } = await database().pool.query<Field>(COLUMNS, [NOT_FOR_PRISMA]);

      const { fields } = readSchema();

      expect(fields.length).toBeGreaterThan(40);
      expect(sorted(fields)).toEqual(sorted(rows));
    });

    it('knows what is unique', async () => {
      const { rows } = await database().pool.query<{ key: string }>(UNIQUE, [NOT_FOR_PRISMA]);

      expect(readSchema().unique.toSorted()).toEqual(rows.map((row) => row.key).toSorted());
    });
  });
});
