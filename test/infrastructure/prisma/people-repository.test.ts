import { describe, expect, it } from '@jest/globals';
import { EmailTaken } from '../../../src/domain/people/people-errors.ts';
import { Foremen } from '../../../src/domain/people/people-repository.ts';
import { ForemanNotFound } from '../../../src/domain/projects/project-errors.ts';
import { inEachHouse } from '../../support/house.ts';

const NOBODYS = 2 ** 31 - 1;

inEachHouse((house) => {
  describe('a repository of people', () => {
    it('gives back whom it was given, and the hash for sign-in alone', async () => {
      const hired = await house().hire('ольга', 'manager', false);

      const found = await house().userReader.findByEmail('ольга@test.local');

      expect(hired).toEqual({
        id: hired.id,
        email: 'ольга@test.local',
        name: 'Имя ольга',
        role: 'manager',
        active: false,
      });
      expect(found).toEqual({ user: hired, passwordHash: 'of nothing' });
    });

    it('finds nobody under an address that is nobody’s', async () => {
      const found = await house().userReader.findByEmail('%@test.local');

      expect(found).toBeNull();
    });

    it('refuses an address that is taken, and goes on', async () => {
      await house().hire('двойник', 'foreman');

      await expect(house().hire('двойник', 'manager')).rejects.toThrow(EmailTaken);

      expect((await house().userReader.findByEmail('двойник@test.local'))?.user.role).toBe('foreman');
    });
  });

  describe('the foremen', () => {
    it('are those who are active and foremen now', async () => {
      const foremen = house().container.resolve<Foremen>(Foremen);
      const { foreman, foreman2, manager } = house().staff;
      const gone = await house().hire('уволенный', 'foreman', false);

      await expect(foremen.require([foreman.id, foreman2.id, foreman.id])).resolves.toBeUndefined();
      await expect(foremen.require([])).resolves.toBeUndefined();
      for (const id of [manager.id, gone.id, NOBODYS]) {
        await expect(foremen.require([foreman.id, id])).rejects.toThrow(new ForemanNotFound(id));
      }
    });
  });
});

describe('an empty house', () => {
  inEachHouse((house) => {
    it('is said to be empty until the first person came', async () => {
      const { pool } = house().database;
      await pool.query("BEGIN; SET LOCAL smeta.silent = 'on'; DELETE FROM users; COMMIT");

      const before = await house().userReader.isEmpty();
      await house().hire('первый', 'admin');

      expect([before, await house().userReader.isEmpty()]).toEqual([true, false]);
    });
  });
});
