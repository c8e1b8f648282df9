import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A server that was started for a measurement. */
export class Process {
  private said = '';
  private hear: () => void = () => undefined;

  /** Rejects when it ends by itself. */
  readonly ended: Promise<never>;

  constructor(private readonly child: ChildProcess) {
    this.ended = once(child, 'exit').then(() => {
      throw new Error(`a server ended:\n${this.said}`);
    });
    this.ended.catch(() => undefined); // in the end it does, as it was told to
    const listen = (text: Buffer) => {
      this.said += text;
      this.hear();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('it could not be started');
    return this.child.pid;
  }

  /** Resolves with the first group of a pattern, when it said that. */
  async says(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.said)?.[1];
      if (found !== undefined) return found;
      const heard = new Promise<void>((resolve) => {
        this.hear = resolve;
      });
      await Promise.race([this.ended, heard]);
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}
