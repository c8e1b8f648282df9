import type { Random } from '../support/random.ts';
import type { Acknowledged } from './story.ts';

/** Older ones are left in peace, so that a long run stays one of all kinds of change. */
const KEPT_IN_MIND = 60;

/** What the writers know of, and what became of their requests. */
export class World {
  readonly projects: number[] = [];
  readonly estimates: number[] = [];
  readonly acknowledged: Acknowledged[] = [];
  readonly refused: string[] = [];
  readonly faults: string[] = [];
  answersLost = 0;

  aProject(random: Random): number {
    return random.pick(this.projects.slice(-KEPT_IN_MIND)) ?? 0;
  }

  anEstimate(random: Random): number {
    return random.pick(this.estimates.slice(-KEPT_IN_MIND)) ?? 0;
  }
}
