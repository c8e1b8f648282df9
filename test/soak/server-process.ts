import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';

const START_MS = 60_000;
const LOOK_MS = 50;
/** What it says at its first start, whatever its level of logging. */
const GREETING = /^First start: /;

/** The built server as a process at one address, which dies and comes back. */
export class ServerProcess {
  /** Everything that it said at level `error` and above, in all its lives, and how it ended where it should not have. */
  readonly complaints: string[] = [];
  private child: ChildProcess | null = null;

  private constructor(
    private readonly program: string,
    private readonly port: number,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** `program` is its `main.js`. */
  static async on(program: string, env: Readonly<Record<string, string>>): Promise<ServerProcess> {
    return new ServerProcess(program, await freePort(), env);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it is ready. @throws {Error} when it does not come up. */
  async start(): Promise<void> {
    const args = ['--disable-warning=DeprecationWarning', '--enable-source-maps', this.program];
    const env = { PATH: process.env.PATH, LOG_LEVEL: 'error', PORT: String(this.port), ...this.env };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => this.complain(text));
    }
    for (const deadline = Date.now() + START_MS; !(await this.isReady()); await delay(LOOK_MS)) {
      const ended = child.exitCode !== null || child.signalCode !== null;
      if (ended || Date.now() > deadline) throw new Error(`the server does not start: ${this.complaints.join('\n')}`);
    }
  }

  /** Resolves when it has ended. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    this.child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
    if (signal === 'SIGTERM' && child.exitCode !== 0) this.complaints.push(`told to stop, it ended ${child.exitCode}`);
  }

  /** Stands still, with all its connections open, until it is let go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.kill(signal);
  }

  private complain(text: string): void {
    this.complaints.push(...text.split('\n').filter((line) => line !== '' && !GREETING.test(line)));
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      return false; // not there yet
    }
  }
}
