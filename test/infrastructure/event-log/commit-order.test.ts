import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createPostgresDatabase, databaseKinds, onEachDatabase } from '../../support/databases.ts';

const WRITERS = 16;
const TRANSACTIONS = 25;
/** Between the INSERT and the COMMIT, at most. */
const PAUSE_S = 0.015;
const ROLLED_BACK = 0.1;

const INSERT = `INSERT INTO event_log (id, stream, type, subject, audience, data, occurred_at)
  VALUES ($1, 'role', 'test', 'test:1', '{}', '{}', now())`;

onEachDatabase((database) => {
  it('positions come at commit, in the order in which the rows were put in, and then stay', async () => {
    const ids = Array.from({ length: 5 }, () => randomUUID());
    const client = await database().pool.connect();
    await client.query('BEGIN');
    for (const id of ids) await client.query(INSERT, [id]);

    const within = await client.query('SELECT DISTINCT position FROM event_log');
    await client.query('COMMIT');

    const after = await client.query('SELECT id, position FROM event_log ORDER BY position');
    client.release();
    expect(within.rows).toEqual([{ position: null }]);
    expect(after.rows.map((row) => row.id)).toEqual(ids);
    expect(new Set(after.rows.map((row) => row.position)).size).toBe(ids.length);
  });

  it('a position that somebody made up does not count', async () => {
    const id = randomUUID();

    await database().pool.query(INSERT.replace('(id,', '(position, id,').replace('($1,', '(1, $1,'), [id]);

    const { rows } = await database().pool.query('SELECT position FROM event_log WHERE id = $1', [id]);
    expect(Number(rows[0].position)).toBeGreaterThan(1);
  });
});

for (const kind of databaseKinds().filter((one) => one === 'PostgreSQL')) {
  describe(`sixteen writers at once on ${kind}`, () => {
    it('hide nothing from a reader by position; a reader by insertion, the control, misses some', async () => {
      const { url, drop } = await createPostgresDatabase();
      const pool = new pg.Pool({ connectionString: url, max: WRITERS + 2 });
      // the order of insertion, as a log with a plain serial would have it
      await pool.query('CREATE TABLE inserted (n bigserial PRIMARY KEY, id uuid NOT NULL)');
      const writing = Promise.all(Array.from({ length: WRITERS }, () => write(pool)));
      let over = false;
      const done = () => over;
      const end = () => {
        over = true;
      };
      void writing.then(end, end);

      const [byPosition, byInsertion, committed] = await Promise.all([
        follow(pool, 'SELECT id, position AS n FROM event_log WHERE position > $1 ORDER BY position', done),
        follow(pool, 'SELECT id, n FROM inserted WHERE n > $1 ORDER BY n', done),
        writing,
      ]);

      await pool.end();
      await drop();
      const expected = committed.flat().toSorted();
      const missed = expected.length - new Set(byInsertion.map(({ id }) => id)).size;
      console.log(`of ${expected.length} events the reader by insertion, the control, missed ${missed}`);
      expect(byPosition.map(({ id }) => id).toSorted()).toEqual(expected);
      expect(growsStrictly(byPosition.map(({ n }) => n))).toBe(true);
      expect(missed).toBeGreaterThan(0);
    });
  });
}

/** Answers the ids of what it committed. */
async function write(pool: pg.Pool): Promise<string[]> {
  const committed: string[] = [];
  const client = await pool.connect();
  for (let n = 0; n < TRANSACTIONS; n++) {
    const ids = Array.from({ length: 1 + (n % 3) }, () => randomUUID());
    await client.query('BEGIN');
    for (const id of ids) {
      await client.query(INSERT, [id]);
      await client.query('INSERT INTO inserted (id) VALUES ($1)', [id]);
    }
    await client.query('SELECT pg_sleep(random() * $1)', [PAUSE_S]);
    const keep = Math.random() >= ROLLED_BACK;
    await client.query(keep ? 'COMMIT' : 'ROLLBACK');
    if (keep) committed.push(...ids);
  }
  client.release();
  return committed;
}

/** Reads on from the newest that it saw, as any reader of a log does, until all was written, and once more. */
async function follow(pool: pg.Pool, sql: string, done: () => boolean): Promise<{ id: string; n: number }[]> {
  const seen: { id: string; n: number }[] = [];
  for (let last = false; ; last = done()) {
    const { rows } = await pool.query<{ id: string; n: string }>(sql, [seen.at(-1)?.n ?? 0]);
    seen.push(...rows.map(({ id, n }) => ({ id, n: Number(n) })));
    if (last) return seen;
  }
}

function growsStrictly(numbers: number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] as number));
}
