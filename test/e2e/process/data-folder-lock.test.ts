import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { lockFolder } from '../../../src/infrastructure/prisma/folder-lock.ts';
import { freshFolder, type Program, refusalOf, startedProgram, startProgram } from '../../support/program.ts';

/** Several starts in a row must be decided: one round may be decided by chance. */
const ROUNDS = 5;

const oneOfTwo = (DATA_DIR: string): Promise<Program[]> =>
  Promise.all([startProgram({ env: { DATA_DIR } }), startProgram({ env: { DATA_DIR } })]);

function expectOneWinner(programs: Program[]): void {
  const [winner, loser] = [...programs].sort((one) => (one.url === null ? 1 : -1)) as [Program, Program];
  const outcome = { url: winner.url, exit: winner.exit, loser: loser.exit, said: loser.stderr };
  const line = expect.stringMatching(/^DATA_DIR .* is in use by another process.*\n$/);
  expect(outcome).toEqual({
    url: expect.any(String),
    exit: null,
    loser: { code: 1, signal: null },
    said: line,
  });
}

describe('a data folder', () => {
  it('that two processes open at the same moment is given to exactly one', async () => {
    expectOneWinner(await oneOfTwo(freshFolder()));
  });

  it('whose last process was killed is given to exactly one of two that come at the same moment', async () => {
    const folder = freshFolder();
    const killed = await startedProgram({ env: { DATA_DIR: folder } });
    await killed.kill('SIGKILL');
    expect(existsSync(join(folder, 'lock.sock'))).toBe(true);

    const programs = await oneOfTwo(folder);

    expectOneWinner(programs);
    expect(await refusalOf({ env: { DATA_DIR: folder } })).toHaveLength(1);
  });
});

describe.each([2, 5])('the lock of a folder that %i want at the same moment', (rivals) => {
  it.each([
    ['new', async () => undefined],
    ['left by a lock that was never released', leaveStale],
  ])('%s: one gets it, and whoever comes later does not', async (_how, arrange) => {
    for (let round = 0; round < ROUNDS; round++) {
      const folder = freshFolder();
      await arrange(folder);

      const locks = await Promise.all(Array.from({ length: rivals }, () => lockFolder(folder)));
      const late = await lockFolder(folder);

      expect({ winners: locks.filter((lock) => lock !== null).length, late }).toEqual({ winners: 1, late: null });
      for (const lock of locks) await lock?.release();
      const next = await lockFolder(folder);
      expect(next).not.toBeNull();
      await next?.release();
    }
  });
});

/** A process that holds the lock until it is killed. */
async function leaveStale(folder: string): Promise<void> {
  const hold = "require('node:net').createServer().listen('lock.sock', () => process.kill(process.pid, 'SIGKILL'))";
  spawnSync(process.execPath, ['-e', hold], { cwd: folder });
  expect(existsSync(join(folder, 'lock.sock'))).toBe(true);
}
