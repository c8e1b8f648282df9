import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Client } from '../../support/client.ts';
import { freePort } from '../../support/free-port.ts';
import { type Program, spawnProgram, startedProgram, usedFolder } from '../../support/program.ts';
import { until } from '../../support/until.ts';

const admin = { ADMIN_EMAIL: 'chief@stroy.example', ADMIN_PASSWORD: 'a good password' };

describe('a server whose output nobody reads any more', () => {
  it('goes on answering, and stops in order', async () => {
    const program = await startedProgram({ env: { ...admin, DATA_DIR: usedFolder(), LOG_LEVEL: 'trace' } });
    program.child.stdout.destroy();
    program.child.stderr.destroy();

    for (let n = 0; n < 5; n++) await request(program.url).get(`/api/v1/nothing/${n}`).expect(404);
    await Client.signInAt(program.url, admin.ADMIN_EMAIL, admin.ADMIN_PASSWORD);
    const exit = await program.kill('SIGTERM');

    expect(exit).toEqual({ code: 0, signal: null });
  });

  it.each([
    ['main', admin],
    ['main', {}],
    ['demo', {}],
  ] as const)('comes up all the same when nobody reads from the start (%s, %j)', async (entry, settings) => {
    const port = await freePort();
    const program = spawnProgram({ entry, env: { ...settings, DATA_DIR: usedFolder(), PORT: String(port) } });
    program.child.stdout.destroy();

    await readiness(program, port);
    const exit = await program.kill('SIGTERM');

    expect({ exit, stderr: program.stderr }).toEqual({ exit: { code: 0, signal: null }, stderr: '' });
  });
});

describe('a server whose log is on a full disk', () => {
  it('says so once, goes on answering, and stops in order', async () => {
    const [port, folder] = [await freePort(), usedFolder()];
    const env = { ...admin, DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'trace' };
    const program = spawnProgram({ env, stdout: '/dev/full' });
    const url = `http://127.0.0.1:${port}`;
    await readiness(program, port);

    for (let n = 0; n < 5; n++) await request(url).get(`/api/v1/nothing/${n}`).expect(404);
    await Client.signInAt(url, admin.ADMIN_EMAIL, admin.ADMIN_PASSWORD);
    const exit = await program.kill('SIGTERM');

    expect(exit).toEqual({ code: 0, signal: null });
    expect(program.stderr).toBe("The log can't be written (ENOSPC): make room for it.\n");
  });
});

/** It is ready, or has ended. */
async function readiness(program: Program, port: number): Promise<void> {
  await until(async () => {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null); // nobody there yet
    return response?.ok || program.exit;
  });
}

describe('a secret of a power cut', () => {
  it.each([
    ['empty', ''],
    ['full of zeros', '\0'.repeat(64)],
  ])('%s is replaced by a good one', async (_how, left) => {
    const DATA_DIR = usedFolder();
    const file = join(DATA_DIR, 'jwt-secret');
    writeFileSync(file, left, { mode: 0o600 });

    const program = await startedProgram({ env: { ...admin, DATA_DIR } });

    const client = await Client.signInAt(program.url, admin.ADMIN_EMAIL, admin.ADMIN_PASSWORD);
    await client.get('/auth/me').expect(200);
    expect(readFileSync(file, 'utf8')).toMatch(/^[\w-]{64}$/);
  });
});
