import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { testEnvironment } from './environment.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const COMPILER = 'node_modules/@typescript/native/bin/tsc';
/** What the compiled program finds beside its `dist`. */
const BESIDE_DIST = ['prisma', 'public', 'scripts', 'node_modules', 'package.json'];

/**
 * The folder of an installation made from the present sources: `dist` is compiled, the rest are links. It lies in the
 * folder of this test run, so it is never older than `src`, and goes with the run. Safe from several workers at once:
 * each that finds none makes its own beside, and the first to rename it wins.
 */
export async function builtProgram(): Promise<string> {
  const run = dirname(testEnvironment().template);
  const finished = join(run, 'program');
  if (existsSync(finished)) return finished;
  const aside = mkdtempSync(join(run, 'building-'));
  mkdirSync(join(aside, 'dist'));
  const build = [join(PROJECT, COMPILER), '-p', 'tsconfig.build.json', '--outDir', join(aside, 'dist')];
  await promisify(execFile)(process.execPath, build, { cwd: PROJECT });
  symlinkSync(join(PROJECT, 'dist/web'), join(aside, 'dist/web')); // as the set-up of the run made it
  for (const name of BESIDE_DIST) symlinkSync(join(PROJECT, name), join(aside, name));
  try {
    renameSync(aside, finished);
  } catch (error) {
    if (!existsSync(finished)) throw error;
    rmSync(aside, { recursive: true, force: true }); // another worker was quicker
  }
  return finished;
}
