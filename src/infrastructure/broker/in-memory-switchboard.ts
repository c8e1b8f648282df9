import type { Logger } from 'pino';
import { NameTaken } from '../../domain/notices/notice-errors.ts';
import type { Line, Notice, NoticeBatch, Switchboard, Target } from '../../usecases/ports/switchboard.ts';
import { Slices } from './slices.ts';
import { addressesOf, fits, nearestAddress } from './target-address.ts';

/** Joined into one write at most: also the bound on what one batch puts into a slow reader's queue. */
const JOINED = 100;

interface Send {
  readonly target: Target;
  readonly notice: Notice;
  readonly taken: (lines: number) => void;
}

/**
 * The lines of this process. What was sent to one target in one turn of the event loop is joined and written once; an
 * idle server sends at once.
 */
export class InMemorySwitchboard implements Switchboard {
  private readonly lines = new Map<string, Set<Line>>();
  private sends: Send[] = [];
  private running = false;
  private readonly slices = new Slices();

  constructor(private readonly logger: Logger) {}

  connect(line: Line): () => void {
    this.requireFree(line, 'clientId');
    this.requireFree(line, 'sessionId');
    for (const address of addressesOf(line)) this.at(address).add(line);
    return () => this.leave(line);
  }

  async count(target: Target): Promise<number> {
    return [...this.candidates(target)].filter((line) => fits(line, target)).length;
  }

  send(target: Target, notice: Notice): Promise<number> {
    return new Promise((taken) => {
      this.sends.push({ target, notice, taken });
      if (this.running) return;
      this.running = true;
      setImmediate(() => void this.drain());
    });
  }

  private async drain(): Promise<void> {
    while (this.sends.length > 0) {
      for (const run of runsOf(this.sends.splice(0))) await this.deliver(run);
    }
    this.running = false;
  }

  private async deliver(run: readonly [Send, ...Send[]]): Promise<void> {
    const { target } = run[0];
    const batch = { notices: run.map(({ notice }) => notice) };
    let took = 0;
    for (const line of this.candidates(target)) {
      if (fits(line, target) && this.give(line, batch)) took++;
      if (this.slices.full()) await this.slices.rest();
    }
    for (const { taken } of run) taken(took);
  }

  private give(line: Line, batch: NoticeBatch): boolean {
    try {
      return line.receive(batch);
    } catch (error) {
      this.leave(line);
      this.logger.error({ err: error }, 'a line of the switchboard failed and was dropped');
      return false;
    }
  }

  /** Those who may fit: the smallest group that the target names. */
  private candidates(target: Target): Iterable<Line> {
    return this.lines.get(nearestAddress(target)) ?? [];
  }

  private requireFree(line: Line, name: 'clientId' | 'sessionId'): void {
    for (const other of this.candidates({ [name]: line[name] })) {
      if (other.holderId !== line.holderId) throw new NameTaken(name);
    }
  }

  private at(address: string): Set<Line> {
    const group = this.lines.get(address) ?? new Set();
    this.lines.set(address, group);
    return group;
  }

  private leave(line: Line): void {
    for (const address of addressesOf(line)) {
      const group = this.lines.get(address);
      group?.delete(line);
      if (group?.size === 0) this.lines.delete(address);
    }
  }
}

/** Neighbours with the same target, joined; so what was sent first arrives first. */
function runsOf(sends: readonly Send[]): [Send, ...Send[]][] {
  const runs: [Send, ...Send[]][] = [];
  for (const send of sends) {
    const run = runs.at(-1);
    if (run && run.length < JOINED && isSame(run[0].target, send.target)) run.push(send);
    else runs.push([send]);
  }
  return runs;
}

function isSame(one: Target, other: Target): boolean {
  return (
    one.clientId === other.clientId &&
    one.userId === other.userId &&
    one.sessionId === other.sessionId &&
    one.role === other.role
  );
}
