import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Ours } from '../experiments/ours.ts';
import { chartOf } from './chart.ts';
import { type Measured, rowsOf } from './rows.ts';
import { tableOf } from './table.ts';

/** Compiled to `bench/dist/bench/report`. */
const FOLDER = fileURLToPath(new URL('../../../', import.meta.url));
const CALM = 20;

/** Writes `RESULTS.md` and its charts; answers the table. */
export function writeResults(measured: Measured, ours: Ours, facts: readonly string[]): string {
  const table = tableOf(rowsOf(measured, ours));
  const bySize = linesOf([...measured].map(([size, outcome]) => ({ x: size, outcome, pace: CALM })));
  const thousand = measured.get(1_000) ?? new Map();
  const paces = [...(thousand.get('Smeta Live')?.keys() ?? [])];
  const byPace = linesOf(paces.map((pace) => ({ x: pace, outcome: thousand, pace })));
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}over-streams.svg`, chartOf(`Deliveries per CPU-second, ${CALM} events/s`, 'streams', bySize));
  writeFileSync(`${FOLDER}over-rate.svg`, chartOf('Deliveries per CPU-second, 1,000 streams', 'events/s', byPace));
  writeFileSync(`${FOLDER}RESULTS.md`, documentOf(table, facts));
  return table;
}

type Point = {
  readonly x: number;
  readonly outcome: ReadonlyMap<string, ReadonlyMap<number, { perCpuSecond: number }>>;
  readonly pace: number;
};

function linesOf(points: readonly Point[]) {
  const names = [...new Set(points.flatMap(({ outcome }) => [...outcome.keys()]))];
  return names.map((name) => ({
    name,
    points: points.flatMap(({ x, outcome, pace }) => {
      const trial = outcome.get(name)?.get(pace);
      return trial ? [[x, trial.perCpuSecond] as const] : [];
    }),
  }));
}

function documentOf(table: string, facts: readonly string[]): string {
  return `# What the bench measured

Made by \`npm run bench\`; everything in one run, so take the ratios and not the figures: machines differ, and this one
may have been noisy.

${facts.join('\n')}

${table}

"Send" is \`POST /api/sse/send\` to \`GET /api/sse\`, the broker alone; "save" is \`PATCH /api/v1/estimates/:id\` to
\`GET /api/v1/sse/events\`, the whole way through the database. Ours asks who is asking, each time; the others ask nobody.
Delays are from the sending of the request. A contestant that no longer keeps up (less than 95 % delivered, p99 over 1 s,
or fewer deliveries than at the pace before) is not driven further.

![over the number of streams](over-streams.svg)

![over the event rate](over-rate.svg)
`;
}
