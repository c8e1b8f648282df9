import type { Options } from '../../src/doctor/arguments.ts';
import { examine } from '../../src/doctor/examine.ts';
import { PASSWORD, type Staff, type TestServer } from './test-server.ts';

export interface Examined {
  /** Whether it ended without a fault. */
  readonly well: boolean;
  /** The lines that it printed. */
  readonly text: string;
  /** What it said of a step, the verdict first: `ok: …`. */
  of(step: string): string[];
}

/** Five times what is promised: a busy machine is no fault of the server. */
const DEFAULTS = { origin: null, patienceMs: 20_000, limits: { slowMs: 2_500, tooSlowMs: 10_000 } };

/** What the doctor says, as somebody of the staff unless told otherwise. */
export async function examined(
  options: Partial<Options> & Pick<Options, 'url'>,
  server?: TestServer,
  who: keyof Staff = 'manager',
): Promise<Examined> {
  const lines: string[] = [];
  const person = { email: server?.staff[who].email ?? 'nobody@test.local', password: PASSWORD };
  const well = await examine({ ...DEFAULTS, ...person, ...options }, (line) => lines.push(line));
  return {
    well,
    text: lines.join('\n'),
    of: (step) =>
      lines.filter((line) => line.startsWith(`${step} `)).map((line) => line.slice(step.length).trimStart()),
  };
}
