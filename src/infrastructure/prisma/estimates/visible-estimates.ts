import type { Actor } from '../../../domain/shared/actor.ts';
import { seesEverything } from '../../../domain/shared/actor.ts';

/** Which estimates an actor may see: as a condition of a query, and for one that was read already. */
export function visibleEstimates(actor: Actor): {
  where: { foremanId?: number };
  sees(estimate: { foremanId: number }): boolean;
} {
  if (seesEverything(actor)) return { where: {}, sees: () => true };
  return { where: { foremanId: actor.id }, sees: ({ foremanId }) => foremanId === actor.id };
}
