import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { clientOf } from '../../../src/infrastructure/prisma/prisma-source.ts';
import { anItem, inEachHouse } from '../../support/house.ts';
import { eventOf, insertUser, LOUD_OR_NOTHING, type Rows, renamed, SILENT_ROWS, SILENT_WAYS } from './guard-cases.ts';

inEachHouse((house) => {
  let rows: Rows;
  async function makeRows(): Promise<void> {
    const user = (await house().hire(randomUUID(), 'foreman')).id;
    const session = randomUUID();
    const dates = { createdAt: house().clock.now(), expiresAt: house().clock.now() };
    await house().work.run(null, () =>
      clientOf(house().prisma).session.create({ data: { id: session, userId: user, ...dates } }),
    );
    const project = await house().addProject({ name: 'Дом' });
    const otherProject = await house().addProject({ foremanIds: [] });
    const estimate = await house().addEstimate({ projectId: project, items: [anItem()] });
    const bareEstimate = await house().addEstimate({ projectId: project });
    const newcomer = (await house().hire(randomUUID(), 'foreman')).id;
    rows = { user, newcomer, session, project, otherProject, estimate, bareEstimate };
  }

  /** In one transaction of one connection. */
  async function commit(client: pg.PoolClient, statements: string[]): Promise<void> {
    await client.query('BEGIN');
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT'); // refused or not, the transaction is over
  }

  async function onOneConnection(use: (client: pg.PoolClient) => Promise<void>): Promise<void> {
    const client = await house().database.pool.connect();
    try {
      await use(client);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  describe('what the guard of the database refuses', () => {
    beforeAll(makeRows); // refused, nothing changes them

    it.each([...SILENT_ROWS, ...SILENT_WAYS])('at commit: %s', async (_what, sql) => {
      await onOneConnection(async (client) => {
        const [statements, before] = [sql(rows), await contents(client)];

        await client.query('BEGIN');
        for (const statement of statements) await client.query(statement);
        await expect(client.query('COMMIT')).rejects.toMatchObject({ code: 'SM001' });

        expect(await contents(client)).toBe(before);
      });
    });

    it.each(['users', 'sessions', 'projects', 'project_foremen', 'estimates', 'estimate_items'])(
      'TRUNCATE of %s, unless it is said to be silent',
      async (table) => {
        await onOneConnection(async (client) => {
          const truncate = `TRUNCATE ${table} CASCADE`;

          await expect(client.query(truncate)).rejects.toMatchObject({ code: 'SM001' });
          await client.query("BEGIN; SET LOCAL smeta.silent = 'on'");
          await expect(client.query(truncate)).resolves.toBeDefined();
        });
      },
    );

    it('a statement by itself, and it says what to do', async () => {
      const refused = house().database.pool.query(renamed(rows.project, 'Х'));

      await expect(refused).rejects.toMatchObject({
        code: 'SM001',
        message: `UPDATE of project:${rows.project} leaves no event`,
        hint: 'change it through a unit of work',
        table: 'projects',
      });
    });
  });

  describe('what the guard of the database lets pass', () => {
    beforeEach(makeRows);

    it.each(LOUD_OR_NOTHING)('%s', async (_what, sql) => {
      await onOneConnection(async (client) => {
        await expect(commit(client, sql(rows))).resolves.toBeUndefined();
      });
    });

    it.each([
      [
        'silence',
        () => ["SET LOCAL smeta.silent = 'on'", renamed(rows.project, 'Х')],
        () => [renamed(rows.project, 'Ч')],
      ],
      [
        'what was made and gone',
        () => [insertUser(900_002), 'DELETE FROM users WHERE id = 900002'],
        () => [insertUser(900_002)],
      ],
      ['an event', () => [eventOf(`project:${rows.project}`)], () => [renamed(rows.project, 'Ч')]],
    ])('%s, but not the next transaction for its sake', async (_what, first, next) => {
      await onOneConnection(async (client) => {
        await commit(client, first());

        await expect(commit(client, next())).rejects.toMatchObject({ code: 'SM001' });
      });
    });
  });

  async function contents(client: pg.PoolClient): Promise<string> {
    const tables = ['users', 'sessions', 'projects', 'project_foremen', 'estimates', 'estimate_items', 'event_log'];
    const digests = tables.map((table) => `(SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM ${table} AS t)`);
    return JSON.stringify((await client.query(`SELECT ARRAY[${digests}] AS digests`)).rows);
  }
});
