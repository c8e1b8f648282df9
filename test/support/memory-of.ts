import type { Program } from './program.ts';

/** Loaded before the program: tells what it holds when it is asked by a signal, all garbage taken out. */
const TELLING = `
  let asked = 0;
  process.on('SIGUSR2', () => {
    for (let n = 0; n < 3; n++) gc();
    const { rss, heapUsed, external } = process.memoryUsage();
    process.stdout.write('memory ' + ++asked + ': ' + JSON.stringify({ rss, held: heapUsed + external }) + '\\n');
  });`;
/** For `ProgramOptions.nodeArgs`. */
export const TELLS_MEMORY = ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(TELLING)}`];

/** In bytes. */
export interface Memory {
  /** What the system gave it: it gives little of it back. */
  readonly rss: number;
  /** Objects and buffers that are in use. */
  readonly held: number;
}

export async function memoryOf(program: Program): Promise<Memory> {
  const asked = [...program.stdout.matchAll(/^memory \d+: /gm)].length;
  program.child.kill('SIGUSR2');
  const [, told = ''] = await program.says(new RegExp(`^memory ${asked + 1}: (.*)$`, 'm'));
  return JSON.parse(told);
}
