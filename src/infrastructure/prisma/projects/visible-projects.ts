import type { ProjectSnapshot } from '../../../domain/projects/project-snapshot.ts';
import { type Actor, seesEverything } from '../../../domain/shared/actor.ts';
import type { Prisma } from '../generated/client.ts';

/** Which projects an actor may see: as a condition of a query, and for one that was read already. */
export function visibleProjects(actor: Actor): {
  where: Prisma.ProjectWhereInput;
  sees(project: Pick<ProjectSnapshot, 'foremen'>): boolean;
} {
  if (seesEverything(actor)) return { where: {}, sees: () => true };
  return {
    where: { foremen: { some: { userId: actor.id } } },
    sees: ({ foremen }) => foremen.some((foreman) => foreman.id === actor.id),
  };
}
