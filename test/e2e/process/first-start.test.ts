import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Client } from '../../support/client.ts';
import { freshFolder, startedProgram } from '../../support/program.ts';

const admin = { ADMIN_EMAIL: 'chief@stroy.example', ADMIN_PASSWORD: 'крепкий пароль' };
const PRINTED = /sign in as (\S+) with the password (\S+)\n/;

describe('the first start', () => {
  it('makes the admin of ADMIN_EMAIL and ADMIN_PASSWORD, and prints no password', async () => {
    const program = await startedProgram({ env: { ...admin, DATA_DIR: freshFolder(), LOG_LEVEL: 'trace' } });

    const client = await Client.signInAt(program.url, admin.ADMIN_EMAIL, admin.ADMIN_PASSWORD);

    const { body } = await client.get('/auth/me').expect(200);
    expect(body).toMatchObject({ email: admin.ADMIN_EMAIL, role: 'admin' });
    expect(program.stdout).not.toMatch(PRINTED);
    expect(program.stdout + program.stderr).not.toContain(admin.ADMIN_PASSWORD);
  });

  it('without them prints a password that works: once, in no log, and never again', async () => {
    const env = { DATA_DIR: freshFolder(), LOG_LEVEL: 'trace' };
    const first = await startedProgram({ env });
    const [, email, password] = (await first.says(PRINTED)) as unknown as [string, string, string];
    await Client.signInAt(first.url, email, password);
    await request(first.url).post('/api/v1/auth/login').send({ email, password, more: 1 }).expect(422);
    await first.kill('SIGTERM');

    const second = await startedProgram({ env });
    await Client.signInAt(second.url, email, password);
    await second.kill('SIGTERM');

    expect(email).toBe('admin@localhost');
    expect((first.stdout + first.stderr).split(password)).toHaveLength(2);
    expect(second.stdout + second.stderr).not.toContain(password);
    expect(second.stdout).not.toMatch(PRINTED);
  });

  it('keeps its secret and its data to the owner of DATA_DIR, and a sign-in outlives a restart', async () => {
    const DATA_DIR = join(freshFolder(), 'made', 'by', 'us');
    const secret = join(DATA_DIR, 'jwt-secret');
    const first = await startedProgram({ env: { ...admin, DATA_DIR } });
    const before = await Client.signInAt(first.url, admin.ADMIN_EMAIL, admin.ADMIN_PASSWORD);
    const kept = readFileSync(secret, 'utf8');
    await first.kill('SIGTERM');

    const second = await startedProgram({ env: { ...admin, ADMIN_EMAIL: 'late@stroy.example', DATA_DIR } });

    await before.at(second.url).get('/auth/me').expect(200);
    const late = { email: 'late@stroy.example', password: admin.ADMIN_PASSWORD };
    await request(second.url).post('/api/v1/auth/login').send(late).expect(401);
    expect(readFileSync(secret, 'utf8')).toBe(kept);
    expect(kept.length).toBeGreaterThanOrEqual(43); // 32 random bytes
    expect([DATA_DIR, secret].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
    expect(existsSync(join(DATA_DIR, 'pg.init'))).toBe(false);
  });
});
