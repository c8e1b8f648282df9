import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Client } from '../../support/client.ts';
import { freePort } from '../../support/free-port.ts';
import { freshFolder, spawnProgram, startedProgram, usedFolder } from '../../support/program.ts';

const admin = { ADMIN_EMAIL: 'chief@stroy.example', ADMIN_PASSWORD: 'a good password' };

describe('a server whose output nobody reads any more', () => {
  it('goes on answering, and stops in order', async () => {
    const program = await startedProgram({ env: { ...admin, DATA_DIR: freshFolder(), LOG_LEVEL: 'trace' } });
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
    const program = spawnProgram({ entry, env: { ...settings, DATA_DIR: freshFolder(), PORT: String(port) } });
    program.child.stdout.destroy();

    await Promise.race([readiness(port), program.ended]);
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
    await Promise.race([readiness(port), program.ended]);

    for (let n = 0; n < 5; n++) await request(url).get(`/api/v1/nothing/${n}`).expect(404);
    await Client.signInAt(url, admin.ADMIN_EMAIL, admin.ADMIN_PASSWORD);
    const exit = await program.kill('SIGTERM');

    expect(exit).toEqual({ code: 0, signal: null });
    expect(program.stderr).toBe("The log can't be written (ENOSPC): make room for it.\n");
  });
});

async function readiness(port: number): Promise<void> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null); // nobody there yet
    if (response?.ok) return;
    await delay(20);
  }
}

describe('a secret of a power cut', () => {
  it.each([
    ['empty', ''],
    ['full of zeros', '\0'.repeat(64)],
  ])('%s is replaced by a good one', async (_how, left) => {
    const DATA_DIR = freshFolder();
    const file = join(DATA_DIR, 'jwt-secret');
    writeFileSync(file, left, { mode: 0o600 });

    const program = await startedProgram({ env: { ...admin, DATA_DIR } });

    const client = await Client.signInAt(program.url, admin.ADMIN_EMAIL, admin.ADMIN_PASSWORD);
    await client.get('/auth/me').expect(200);
    expect(readFileSync(file, 'utf8')).toMatch(/^[\w-]{64}$/);
  });
});
