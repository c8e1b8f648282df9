import { highest, type Paces } from '../experiments/fan-out.ts';
import type { Outcome } from '../experiments/ground.ts';
import type { Ours } from '../experiments/ours.ts';
import type { Trial } from '../experiments/trial.ts';
import { figure, type Row } from './table.ts';

/** By the number of streams. */
export type Measured = ReadonlyMap<number, Outcome<Paces>>;

const US = 'Smeta Live';
const SEND = 'send to targeted streams';
const SAVE = 'save to role streams';
/** Nothing to join, nothing saturated. */
const CALM = 20;
const BUSY = 400;

/** What was to be reached, and what was. */
export function rowsOf(measured: Measured, ours: Ours): Row[] {
  return [
    ...highestRows(measured),
    ...busyRows(measured),
    ...calmRows(measured),
    ...growthRows(measured),
    ...ourRows(ours),
  ];
}

function highestRows(measured: Measured): Row[] {
  return [1_000, 5_000].map((size) => {
    const of = (name: string) => highest(measured.get(size)?.get(name) ?? new Map());
    const [nchan, better] = [of(US) / of('nchan'), of(US) / of('better-sse')];
    return {
      what: `highest rate, N = ${figure(size)}, 32 requests in flight: deliveries/s`,
      way: SEND,
      ours: figure(of(US)),
      others: `nchan ${figure(of('nchan'))}, better-sse ${figure(of('better-sse'))}`,
      target: `10 × nchan (${figure(nchan)} ×), 20 × better-sse (${figure(better)} ×)`,
      reached: nchan >= 10 && better >= 20,
    };
  });
}

function busyRows(measured: Measured): Row[] {
  const us = at(measured, 1_000, BUSY, US);
  const others = ['nchan', 'Express, res.write', 'better-sse'].map((name) => `${name} ${kept(measured, name)}`);
  return [
    {
      what: `${BUSY} events/s to 1,000 streams: published, delivered, p50`,
      way: SEND,
      ours: us ? `${figure(us.published)}/s, ${percent(us.share)}, ${figure(us.p50)} ms` : '–',
      others: others.join('; '),
      target: 'all, p50 < 25 ms',
      reached: us !== undefined && us.share >= 0.999 && us.published > 0.95 * BUSY && us.p50 < 25,
    },
  ];
}

function kept(measured: Measured, name: string): string {
  const trial = at(measured, 1_000, BUSY, name);
  return trial ? `${figure(trial.published)}/s, p50 ${figure(trial.p50)} ms` : 'gave up before';
}

function calmRows(measured: Measured): Row[] {
  const of = (size: number, name: string) => at(measured, size, CALM, name);
  const cpu = (name: string) => of(1_000, name)?.perCpuSecond ?? Number.NaN;
  const delays = [1_000, 5_000].map((size): Row => {
    const [us, nchan] = [of(size, US), of(size, 'nchan')];
    return {
      what: `publish to client, N = ${figure(size)}, ${CALM} events/s: p50 and p99`,
      way: SEND,
      ours: `${figure(us?.p50 ?? Number.NaN)} and ${figure(us?.p99 ?? Number.NaN)} ms`,
      others: `nchan ${figure(nchan?.p50 ?? Number.NaN)} and ${figure(nchan?.p99 ?? Number.NaN)} ms`,
      target: "not above nchan's",
      reached: us !== undefined && nchan !== undefined && us.p50 <= nchan.p50 && us.p99 <= nchan.p99,
    };
  });
  return [
    {
      what: `one event at a time (${CALM}/s, N = 1,000): deliveries per CPU-second`,
      way: SEND,
      ours: figure(cpu(US)),
      others: `nchan ${figure(cpu('nchan'))}, better-sse ${figure(cpu('better-sse'))}`,
      target: `1 × nchan (${figure(cpu(US) / cpu('nchan'))} ×), 2 × better-sse (${figure(cpu(US) / cpu('better-sse'))} ×)`,
      reached: cpu(US) >= cpu('nchan') && cpu(US) >= 2 * cpu('better-sse'),
    },
    ...delays,
  ];
}

function growthRows(measured: Measured): Row[] {
  const cost = (size: number) => 1e6 / (at(measured, size, CALM, US)?.perCpuSecond ?? Number.NaN);
  return [
    {
      what: `CPU per delivery, ${CALM} events/s, from N = 100 to 10,000`,
      way: SEND,
      ours: `${figure(cost(100))} to ${figure(cost(10_000))} µs`,
      others: '–',
      target: 'grows by a quarter at most',
      reached: cost(10_000) <= 1.25 * cost(100),
    },
  ];
}

function ourRows({ memory, storm, writes, commit, saving }: Ours): Row[] {
  const ratio = writes.withEvents / writes.without;
  return [
    {
      what: 'memory per idle role stream, N = 5,000 (RSS)',
      way: 'signed in',
      ours: `${figure(memory.role / 1000)} kB`,
      others: `nchan ${figure(memory.nchan / 1000)} kB`,
      target: "≤ 10 kB, below nchan's",
      reached: memory.role <= 10_000 && memory.role < memory.nchan,
    },
    {
      what: '5,000 come back at once, each 100 events behind: streams caught up/s; p99 of `/healthz`',
      way: 'role streams',
      ours: `${figure(storm.perSecond)}/s; ${figure(storm.healthP99)} ms`,
      others: `Express opens ${figure(storm.express)} empty streams/s`,
      target: "Express's rate; < 100 ms",
      reached: storm.perSecond >= storm.express && storm.healthP99 < 100,
    },
    {
      what: '`POST` of an estimate: requests/s',
      way: 'HTTP, PostgreSQL',
      ours: figure(writes.withEvents),
      others: `without hooks, log and guard ${figure(writes.without)}`,
      target: `0.7 × (${figure(ratio)} ×)`,
      reached: ratio >= 0.7,
    },
    {
      what: 'commit to client, one client: p50 and p99',
      way: SAVE,
      ours: `${figure(commit.p50)} and ${figure(commit.p99)} ms`,
      others: '–',
      target: '< 5 and < 25 ms',
      reached: commit.p50 < 5 && commit.p99 < 25,
    },
    {
      what: '50 estimates/s are saved, 1,000 managers live: event-loop delay p99',
      way: SAVE,
      ours: `${figure(saving.loopP99)} ms (${figure(saving.published)} saved/s, ${percent(saving.share)} delivered)`,
      others: '–',
      target: '< 20 ms',
      reached: saving.loopP99 < 20 && saving.published > 45 && saving.share >= 0.999,
    },
  ];
}

function at(measured: Measured, size: number, pace: number, name: string): Trial | undefined {
  return measured.get(size)?.get(name)?.get(pace);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.999 ? 1 : 0)} %`;
}
