import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Client } from '../../support/client.ts';
import { freshFolder, type Program, spawnProgram, startedProgram } from '../../support/program.ts';

const admin = { ADMIN_EMAIL: 'chief@stroy.example', ADMIN_PASSWORD: 'a good password' };

describe('a first start that is killed', () => {
  it.each([
    ['while the database is being made', 'pg.init'],
    ['when it was just made, before the tables', 'pg'],
    ['when the secret was just kept, before the first admin', 'jwt-secret'],
  ])('%s, does not spoil the folder for the next', async (_when, sign) => {
    const DATA_DIR = freshFolder();
    const half = spawnProgram({ env: { ...admin, DATA_DIR } });
    await appearance(join(DATA_DIR, sign), half);
    await half.kill('SIGKILL');
    const finished = half.url;

    const next = await startedProgram({ env: { ...admin, DATA_DIR } });

    await Client.signInAt(next.url, admin.ADMIN_EMAIL, admin.ADMIN_PASSWORD);
    expect(finished).toBeNull();
    expect(existsSync(join(DATA_DIR, 'pg.init'))).toBe(false);
  });
});

async function appearance(path: string, program: Program): Promise<void> {
  while (!existsSync(path)) {
    if (program.exit) throw new Error(`ended before ${path} was there: ${program.stderr}`);
    await delay(1);
  }
}
