import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';

const START_MS = 30_000;
const LOOK_MS = 50;

/** `fast` and `immediate` as an administrator would; `killed`: all its processes at once, as a power cut. */
export type Stop = 'fast' | 'immediate' | 'killed';

interface User {
  readonly uid?: number;
  readonly gid?: number;
}

/** A PostgreSQL server of one's own, with fsync on, that comes back on the same port and data. */
export class PostgresCluster {
  private server: ChildProcess | null = null;

  private constructor(
    private readonly bin: string,
    private readonly folder: string,
    private readonly user: User,
    private readonly port: number,
  ) {}

  /** Not started yet. It refuses root, so then it runs as `postgres`. Null where PostgreSQL is not installed. */
  static async init(): Promise<PostgresCluster | null> {
    const bin = postgresBin();
    if (bin === null) return null;
    const folder = mkdtempSync(join(tmpdir(), 'smeta-pg-'));
    const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
    if ('uid' in user) execFileSync('chown', [`${user.uid}:${user.gid}`, folder]);
    const init = ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'];
    execFileSync(join(bin, 'initdb'), init, { ...user, stdio: 'pipe', cwd: folder });
    return new PostgresCluster(bin, folder, user, await freePort());
  }

  get url(): string {
    return `postgresql://postgres@127.0.0.1:${this.port}/postgres`;
  }

  get pid(): number {
    if (this.server?.pid === undefined) throw new Error('the server is stopped');
    return this.server.pid;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${this.folder}`, 'max_connections=200'];
    const args = ['-D', join(this.folder, 'data'), '-p', String(this.port), ...settings.flatMap((set) => ['-c', set])];
    const { user, folder } = this;
    this.server = spawn(join(this.bin, 'postgres'), args, { ...user, cwd: folder, stdio: 'ignore' });
    await answering(this.url, this.server);
  }

  /** Resolves when it has ended. */
  async stop(how: Stop): Promise<void> {
    const { server } = this;
    if (server === null) return;
    const processes = how === 'killed' ? this.processes() : [];
    const exited = once(server, 'exit');
    if (how === 'killed') signal(processes, 'SIGKILL');
    else server.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await exited;
    this.server = null;
  }

  /** It takes connections and bytes from now on, and answers nothing: hung, or its machine is. */
  pause(): void {
    signal([this.pid], 'SIGSTOP'); // first, so that it begets no more
    signal(this.processes(), 'SIGSTOP');
  }

  resume(): void {
    signal(this.processes(), 'SIGCONT');
  }

  async remove(): Promise<void> {
    if (this.server !== null) await this.stop('killed');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private processes(): number[] {
    return [this.pid, ...childrenOf(this.pid)];
  }
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it ended by itself
    }
  }
}

/** The fourth word of `stat` is the parent; the second, in brackets, may hold anything. */
function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
  });
}

/** Where Debian, or a search path, has the programs of PostgreSQL. Null where there are none. */
function postgresBin(): string | null {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
  const newest = versions.map(Number).sort((one, other) => other - one)[0];
  const candidates = [...(newest ? [`/usr/lib/postgresql/${newest}/bin`] : []), ...(process.env.PATH ?? '').split(':')];
  return candidates.find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres'))) ?? null;
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (server.exitCode !== null || Date.now() > deadline) throw error;
      await delay(LOOK_MS);
    }
  }
}
