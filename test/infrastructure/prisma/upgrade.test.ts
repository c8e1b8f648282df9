import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../../src/domain/shared/actor.ts';
import type { Database } from '../../../src/infrastructure/prisma/database.ts';
import { MIGRATIONS, migrate } from '../../../src/infrastructure/prisma/migrator.ts';
import { ChangeEstimate } from '../../../src/usecases/estimates/change-estimate.ts';
import { databaseKinds, freshDatabase } from '../../support/databases.ts';
import { House } from '../../support/house.ts';

const FIXTURES = new URL('../../fixtures/', import.meta.url);
const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.sql'));

describe.each(databaseKinds().flatMap((kind) => files.map((file) => ({ kind, file }))))(
  '$file on $kind',
  ({ kind, file }) => {
    let database: Database;
    let house: House;
    let manager: Actor;
    let applied: string[];
    beforeAll(async () => {
      database = await freshDatabase(kind);
      await database.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      await database.pool.query(readFileSync(new URL(file, FIXTURES), 'utf8'));
      applied = await migrate(database.pool);
      house = House.empty(database, kind);
      const { rows } = await database.pool.query(
        "SELECT id, role FROM users WHERE role = 'manager' ORDER BY id LIMIT 1",
      );
      manager = rows[0];
    });
    afterAll(() => database.close());

    const list = (status?: 'draft' | 'submitted' | 'approved' | 'rejected') =>
      house.estimateReader.list({ status }, { limit: 200 }, manager);

    it('gets the migrations that came after it, and no others', () => {
      const later = readdirSync(MIGRATIONS).filter(
        (name) => /^\d/.test(name) && name.replaceAll('_', '-') > file.replace('.sql', ''),
      );

      expect(applied).toEqual(later.toSorted());
    });

    it.each(['draft', 'submitted', 'approved', 'rejected'] as const)(
      'still has its estimates that are %s',
      async (status) => {
        const estimates = await list(status);

        expect(estimates.length).toBeGreaterThan(0);
        for (const { items, foremanName, projectName } of estimates) {
          expect(items.length).toBeGreaterThan(0);
          expect(`${foremanName}${projectName}`).toMatch(/[А-я]/);
        }
      },
    );

    it('still has its people, projects and sessions', async () => {
      const { rows } = await database.pool.query(
        'SELECT (SELECT count(*)::int FROM sessions WHERE revoked_at IS NULL) AS open, (SELECT count(*)::int FROM sessions) AS sessions',
      );

      expect(await house.userReader.isEmpty()).toBe(false);
      expect((await house.projectReader.list({ limit: 200 }, manager)).length).toBeGreaterThan(0);
      expect(rows[0]).toMatchObject({ open: 1, sessions: 2 });
    });

    it('still tells its history, at the same positions', async () => {
      const stored = await house.events();
      const head = Number(stored.at(-1)?.position);

      const { events: told } = await house.eventLog.read(manager, { after: 0, upTo: head, limit: 1_000 });

      const ofRole = stored.filter(({ stream, audience }) => stream === 'role' && audience.includes('role:manager'));
      expect(told.map(({ type, position }) => [type, position])).toEqual(
        ofRole.map(({ type, position }) => [type, Number(position)]),
      );
      expect(told.map(({ type }) => type)).toContain('estimate.updated');
      expect((await house.eventLog.place(head)).standing).toBe('known');
    });

    it('goes on: a change is stored, and its event comes after all that were there', async () => {
      const before = (await house.events()).length;
      const [draft] = await list('draft');
      if (!draft) throw new Error('a fixture has a draft');

      await house.container.resolve(ChangeEstimate).execute(draft.id, { comment: 'Спустя версии' }, null, manager);

      const events = await house.events();
      expect(events.slice(before).map(({ type, subject }) => [type, subject])).toEqual([
        ['estimate.updated', `estimate:${draft.id}`],
      ]);
      expect((await house.estimateReader.find(draft.id, manager)).comment).toBe('Спустя версии');
    });

    it('goes on: new things get ids of their own', async () => {
      const highest = Math.max(...(await list()).map(({ id }) => id));
      const [first] = await list();
      if (!first) throw new Error('a fixture has estimates');
      const { id: _id, projectName, foremanName, creatorName, ...state } = first;

      const id = await house.work.run(manager.id, () => house.estimates.add({ ...state, number: 'После перехода' }));

      expect(id).toBeGreaterThan(highest);
    });

    it('goes on: the guard stands', async () => {
      const silent = database.pool.query("UPDATE estimates SET comment = 'тайком'");

      await expect(silent).rejects.toMatchObject({ code: 'SM001' });
    });
  },
);
