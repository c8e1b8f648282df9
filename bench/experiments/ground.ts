import type { Contestant } from '../contestants/hub.ts';

/** What every experiment stands on. */
export interface Ground {
  /** Address of a PostgreSQL server, on the core of the load. */
  readonly postgres: string;
  /** Ours first. */
  readonly contestants: readonly Contestant[];
  /** Each round starts every contestant afresh, one after the other; what is told is the median of the rounds. */
  readonly rounds: number;
  say(line: string): void;
}

/** By the name of the contestant. */
export type Outcome<T> = ReadonlyMap<string, T>;

/** One contestant after the other, as often as there are rounds; answers all that each of them came to. */
export async function inRounds<T>(ground: Ground, once: (contestant: Contestant) => Promise<T>): Promise<Outcome<T[]>> {
  const outcome = new Map<string, T[]>(ground.contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < ground.rounds; round++) {
    for (const contestant of ground.contestants) outcome.get(contestant.name)?.push(await once(contestant));
  }
  return outcome;
}

/** The same for one server alone. */
export async function repeated<T>(ground: Ground, once: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let round = 0; round < ground.rounds; round++) all.push(await once());
  return all;
}
