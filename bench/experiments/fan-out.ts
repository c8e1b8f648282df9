import type { Hub } from '../contestants/hub.ts';
import { Crowd } from '../load/crowd.ts';
import { medianOf } from './figures.ts';
import { type Ground, inRounds, type Outcome } from './ground.ts';
import { type Trial, trial } from './trial.ts';

const WARM_UP = { perSecond: 20, ms: 1_500 };
const STRETCH_MS = 3_000;
/** What counts as kept up with. */
const SHARE = 0.95;
const P99_MS = 1_000;

/** By the pace, in events per second. A contestant that keeps up no longer is not driven further. */
export type Paces = ReadonlyMap<number, Trial>;

/** One event after the other to so many streams, at each of these paces: through the broker alone. */
export async function fanOut(ground: Ground, size: number, paces: readonly number[]): Promise<Outcome<Paces>> {
  const rounds = await inRounds(ground, async ({ start }) => {
    const hub = await start();
    try {
      return await climb(hub, size, paces);
    } finally {
      await hub.stop();
    }
  });
  const outcome = new Map([...rounds].map(([name, all]) => [name, medianPaces(all)]));
  for (const [name, trials] of outcome) {
    for (const [pace, figures] of trials) ground.say(`N ${size}, ${pace}/s, ${name}: ${inWords(figures)}`);
  }
  return outcome;
}

/** The most deliveries per second at which it kept up. */
export function highest(paces: Paces): number {
  return Math.max(0, ...[...paces.values()].filter(isKept).map(({ deliveries }) => deliveries));
}

async function climb(hub: Hub, size: number, paces: readonly number[]): Promise<Paces> {
  const trials = new Map<number, Trial>();
  const crowd = await Crowd.open(hub, size);
  await trial(hub, crowd, size, WARM_UP.perSecond, WARM_UP.ms);
  let best = 0;
  for (const pace of paces) {
    const stretch = await trial(hub, crowd, size, pace, STRETCH_MS);
    trials.set(pace, stretch);
    if (!isKept(stretch) || stretch.deliveries < best) break;
    best = stretch.deliveries;
  }
  await crowd.close();
  return trials;
}

function isKept({ share, p99, broken }: Trial): boolean {
  return share >= SHARE && p99 < P99_MS && broken === 0;
}

function medianPaces(rounds: readonly Paces[]): Paces {
  const paces = [...new Set(rounds.flatMap((round) => [...round.keys()]))];
  return new Map(paces.map((pace) => [pace, medianOf(rounds.flatMap((round) => round.get(pace) ?? []))]));
}

function inWords({ published, share, perCpuSecond, p50, p99, loadCpu, broken }: Trial): string {
  const delays = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
  const came = `${published.toFixed(0)}/s published, ${percent(share)} delivered, ${broken} streams broke`;
  return `${came}, ${perCpuSecond.toFixed(0)} deliveries per CPU-second, ${delays}; load: ${percent(loadCpu)} of its core`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
