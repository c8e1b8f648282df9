import { officeAnd, personally } from '../audience/audience.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';

/** `snapshot` is the project as the change left it; of a deleted one, as it last was. */
export type ProjectEvent = DomainEvent<
  'project.created' | 'project.updated' | 'project.deleted' | 'project.unassigned',
  ProjectSnapshot
>;

/** What a unit of work did to one project; whoever was taken off it is told that alone. */
export function projectEvents(before: ProjectSnapshot | null, after: ProjectSnapshot | null): ProjectEvent[] {
  if (after === null) return before === null ? [] : [told('project.deleted', before)];
  if (before === null) return [told('project.created', after)];
  const updated = told('project.updated', after);
  const present = new Set(foremanIds(after));
  const gone = foremanIds(before).filter((id) => !present.has(id));
  if (gone.length === 0) return [updated];
  return [updated, { type: 'project.unassigned', snapshot: after, audience: personally(gone) }];
}

function told(type: ProjectEvent['type'], snapshot: ProjectSnapshot): ProjectEvent {
  return { type, snapshot, audience: officeAnd(foremanIds(snapshot)) };
}

function foremanIds(snapshot: ProjectSnapshot): number[] {
  return snapshot.foremen.map((foreman) => foreman.id);
}
