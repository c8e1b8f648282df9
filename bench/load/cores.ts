import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** The server has one core for itself; all else shares another: the load, and the database. */
const SERVER_CORE = 0;
const LOAD_CORE = 1;

/** Whether programs can be kept to a core here: Linux, util-linux and two cores. */
export const pinned = availableParallelism() > 1 && spawnSync('taskset', ['-V'], { stdio: 'ignore' }).status === 0;

/** This process, and what it starts from now on but for servers. */
export function pinLoad(): void {
  if (pinned) spawnSync('taskset', ['-a', '-p', '-c', String(LOAD_CORE), String(process.pid)], { stdio: 'ignore' });
}

export function spawnServer(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const pin = pinned ? ['taskset', '-c', String(SERVER_CORE)] : [];
  const [program = command, ...rest] = [...pin, command, ...args];
  return spawn(program, rest, options); // taskset becomes the program: the pid is its own
}
