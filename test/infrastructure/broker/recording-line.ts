import { InMemorySwitchboard } from '../../../src/infrastructure/broker/in-memory-switchboard.ts';
import type { Line, Notice, NoticeBatch, Target } from '../../../src/usecases/ports/switchboard.ts';
import { recordedLogger } from '../../support/logs.ts';

export type LineName = Partial<Omit<Line, 'receive'>>;

/** Keeps what it is given. `onBatch` is what a test has it do besides, and whether it takes the batch. */
export class RecordingLine implements Line {
  readonly clientId: string;
  readonly userId: number;
  readonly sessionId: string;
  readonly role: Line['role'];
  readonly holderId: number;
  readonly batches: NoticeBatch[] = [];

  constructor(
    name: LineName = {},
    private readonly onBatch: (batch: NoticeBatch) => boolean = () => true,
  ) {
    this.clientId = name.clientId ?? 'c1';
    this.userId = name.userId ?? 1;
    this.sessionId = name.sessionId ?? 's1';
    this.role = name.role ?? 'foreman';
    this.holderId = name.holderId ?? this.userId;
  }

  /** The data of all that it was given. */
  get heard(): string[] {
    return this.batches.flatMap(({ notices }) => notices.map(({ data }) => data));
  }

  receive(batch: NoticeBatch): boolean {
    this.batches.push(batch);
    return this.onBatch(batch);
  }
}

/** With a line of each of these names, in their order. */
export function aSwitchboard(...names: LineName[]) {
  const { logger, lines: logged } = recordedLogger();
  const switchboard = new InMemorySwitchboard(logger);
  const lines = names.map((name) => new RecordingLine(name));
  const leaves = lines.map((line) => switchboard.connect(line));
  return { switchboard, lines, leaves, logged };
}

/** To be told apart by its data. */
export function aNotice(data: string | number): Notice {
  return { type: 'note', data: String(data) };
}

/** Whether every condition holds: written down once more, so that the program is not held to itself. */
export function isMeant(line: Line, target: Target): boolean {
  const conditions = Object.entries(target) as [keyof Target, unknown][];
  return conditions.every(([name, wanted]) => wanted === undefined || line[name] === wanted);
}
