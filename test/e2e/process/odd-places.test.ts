import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Client } from '../../support/client.ts';
import { layData } from '../../support/environment.ts';
import { freshFolder, refusalOf, startedProgram } from '../../support/program.ts';

const admin = { ADMIN_EMAIL: 'chief@stroy.example', ADMIN_PASSWORD: 'a good password' };
/** A name of 150 bytes: with it a path is longer than any address of a Unix socket (108 bytes, unix(7)). */
const LONG = 'д'.repeat(75);

/** With a database in it: a first start takes seconds. */
function used(folder: string): string {
  mkdirSync(folder, { recursive: true });
  layData(folder);
  return folder;
}

describe('a DATA_DIR', () => {
  it('of a long path is locked inside itself, whatever folder the process runs in', async () => {
    const parent = freshFolder();
    const DATA_DIR = used(join(parent, LONG, 'data'));
    const env = { ...admin, DATA_DIR };
    const first = await startedProgram({ env });
    await Client.signInAt(first.url, admin.ADMIN_EMAIL, admin.ADMIN_PASSWORD);

    const beside = await refusalOf({ env });
    const inside = await refusalOf({ env, cwd: join(parent, LONG) });

    expect([...beside, ...inside]).toEqual(Array(2).fill(expect.stringContaining('is in use by another process')));
    expect(readdirSync(parent)).toEqual([LONG]);
    expect(readdirSync(join(parent, LONG))).toEqual(['data']);
  });

  it('of a long path is no obstacle to another beside it', async () => {
    const parent = join(freshFolder(), LONG);
    const start = (name: string) => startedProgram({ env: { ...admin, DATA_DIR: used(join(parent, name)) } });

    const programs = [await start('one'), await start('two')];

    expect(programs.map(({ exit }) => exit)).toEqual([null, null]);
  });

  it('that is a symbolic link is the folder that it means, and one process has both', async () => {
    const folder = freshFolder();
    const [real, link] = [join(folder, 'real'), join(folder, 'link')];
    used(real);
    symlinkSync('real', link);
    const program = await startedProgram({ env: { ...admin, DATA_DIR: link } });
    await Client.signInAt(program.url, admin.ADMIN_EMAIL, admin.ADMIN_PASSWORD);

    const lines = await refusalOf({ env: { ...admin, DATA_DIR: real } });

    expect(lines).toEqual([expect.stringContaining('is in use by another process')]);
    expect(existsSync(join(real, 'pg'))).toBe(true);
  });

  it('that is a symbolic link to nowhere is refused in one line', async () => {
    const link = join(freshFolder(), 'link');
    symlinkSync('/nowhere/at/all', link);

    const lines = await Promise.all([link, join(link, 'data')].map((DATA_DIR) => refusalOf({ env: { DATA_DIR } })));

    expect(lines).toEqual(Array(2).fill([expect.stringMatching(/^DATA_DIR .*can't be written/)]));
  });

  it('that is not given is ./data of the folder that the program was started in', async () => {
    const cwd = freshFolder();

    const program = await startedProgram({ env: admin, cwd });

    await Client.signInAt(program.url, admin.ADMIN_EMAIL, admin.ADMIN_PASSWORD);
    expect(readdirSync(cwd)).toEqual(['data']);
  });
});
