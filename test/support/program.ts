import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, jest } from '@jest/globals';
import { builtProgram } from './build.ts';
import { layData } from './environment.ts';
import { leaksOf } from './secrets.ts';

/** For a compiler, or for several first starts of the embedded database (3 to 5 s each), on a busy machine. */
const PATIENCE_MS = 120_000;
/** `--liftoff-only`: the embedded database, compiled for a start of seconds and not for days, is up at half the price. */
const NODE_ARGS = ['--liftoff-only', '--disable-warning=DeprecationWarning', '--enable-source-maps'];
/** What each program says last when it is up, with its address. */
const UP = {
  main: /"url":"(http[^"]+)","msg":"listening"/,
  demo: /Smeta Live is at (\S+).*Ctrl\+C stops/s,
};

export interface ProgramOptions {
  /** The whole environment, but for `PATH` and a free port: nothing is inherited. */
  readonly env: Record<string, string>;
  readonly entry?: keyof typeof UP;
  readonly cwd?: string;
  /** More of what `node` takes before the program. */
  readonly nodeArgs?: readonly string[];
  /** A file that takes its output; otherwise we do. */
  readonly stdout?: string;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

jest.setTimeout(PATIENCE_MS);

let installation: string;
const running = new Set<Program>();
const folders: string[] = [];
/** All of a test, and the settings that they had. */
const spawned: [Program, env: Record<string, string>][] = [];

beforeAll(async () => {
  installation = await builtProgram();
}, PATIENCE_MS);

afterEach(async () => {
  await Promise.all([...running].map((program) => program.kill('SIGKILL')));
  const leaks = [
    ...spawned.splice(0).flatMap(([{ stdout, stderr }, env]) => leaksOf(`${stdout}\n${stderr}`, env)),
    ...folders.flatMap((folder) => logsIn(folder).flatMap((file) => leaksOf(readFileSync(file, 'utf8'), {}))),
  ];
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  expect(leaks).toEqual([]);
});

/** Audits: whatever a program of the test keeps as a log. */
function logsIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((name) => name.endsWith('.log')).map((name) => join(folder, name));
}

/** A folder that is removed after the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'smeta-process-'));
  folders.push(folder);
  return folder;
}

/** The same, with a database in it: a first start takes seconds. */
export function usedFolder(): string {
  const folder = freshFolder();
  layData(folder);
  return folder;
}

/** Runs one command line in a shell, as pasted; ended after the test with all that it started. */
export function runInShell(command: string): Program {
  const program = new Program(spawn(command, { shell: true, detached: true, env: { PATH: process.env.PATH } }), true);
  spawned.push([program, {}]);
  return program;
}

/** Spawns the program, at once. */
export function spawnProgram(options: ProgramOptions): Program {
  const { env, entry = 'main', cwd = freshFolder(), nodeArgs = [], stdout = '' } = options;
  const file = join(installation, 'dist', entry === 'main' ? 'main.js' : 'demo/main.js');
  const args = [...NODE_ARGS, ...nodeArgs, file];
  const [command = '', ...rest] = [
    ...(stdout ? ['/bin/sh', '-c', `exec "$0" "$@" > ${stdout}`] : []),
    process.execPath,
  ];
  const program = new Program(
    spawn(command, [...rest, ...args], { cwd, env: { PATH: process.env.PATH, PORT: '0', ...env } }),
  );
  spawned.push([program, env]);
  return program;
}

/** Spawns the program and waits until it is up, or ended without. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const program = spawnProgram(options);
  await Promise.race([program.says(UP[options.entry ?? 'main']), program.ended]);
  return program;
}

/** The same, for a test that needs it up. */
export async function startedProgram(options: ProgramOptions): Promise<Program & { readonly url: string }> {
  const program = await startProgram(options);
  if (program.url === null) throw new Error(`did not start:\n${program.stdout}${program.stderr}`);
  return program as Program & { readonly url: string };
}

/** Starts a program that must refuse to; answers what it said on stderr, line by line. */
export async function refusalOf(options: ProgramOptions): Promise<string[]> {
  const program = await startProgram(options);
  const said = program.stderr.trimEnd().split('\n');
  expect({ url: program.url, said, ...(program.exit ?? {}) }).toEqual({ url: null, said, code: 1, signal: null });
  return said;
}

/** A process of ours, and what it said. */
export class Program {
  stdout = '';
  stderr = '';
  exit: Exit | null = null;
  readonly ended: Promise<Exit>;
  private readonly listeners = new Set<() => void>();

  /** `group`: it leads a process group of its own, which is ended with it. */
  constructor(
    readonly child: ChildProcessWithoutNullStreams,
    private readonly group = false,
  ) {
    running.add(this);
    const hear = (stream: 'stdout' | 'stderr') => (text: string) => {
      this[stream] += text;
      for (const listener of this.listeners) listener();
    };
    child.stdout.setEncoding('utf8').on('data', hear('stdout'));
    child.stderr.setEncoding('utf8').on('data', hear('stderr'));
    this.ended = new Promise((resolve) => {
      child.once('close', (code: number | null, signal: NodeJS.Signals | null) => {
        running.delete(this);
        this.exit = { code, signal };
        resolve(this.exit);
      });
    });
  }

  /** Where it listens; null before, and when it never did. */
  get url(): string | null {
    return (UP.main.exec(this.stdout) ?? UP.demo.exec(this.stdout))?.[1] ?? null;
  }

  /** Resolves when its stdout has what fits. Hangs (until jest ends it) if that never comes. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.stdout);
      if (found) return found;
      await this.saysMore();
    }
  }

  /** Resolves when it ended and all that it said was heard. */
  kill(signal: NodeJS.Signals): Promise<Exit> {
    const { pid, exitCode, signalCode } = this.child;
    if (!this.group) this.child.kill(signal);
    else if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal);
    return this.ended;
  }

  private saysMore(): Promise<void> {
    return new Promise((resolve) => {
      const listener = () => {
        this.listeners.delete(listener);
        resolve();
      };
      this.listeners.add(listener);
    });
  }
}
