import { officeAnd, personally } from '../audience/audience.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import type { EstimateSnapshot } from './estimate-snapshot.ts';

/** `snapshot` is the estimate as the change left it; of a deleted one, as it last was. */
export type EstimateEvent = DomainEvent<
  'estimate.created' | 'estimate.updated' | 'estimate.deleted' | 'estimate.unassigned',
  EstimateSnapshot
>;

/** What a unit of work did to one estimate, told once to each who may know. Made and gone at once is nothing. */
export function estimateEvents(before: EstimateSnapshot | null, after: EstimateSnapshot | null): EstimateEvent[] {
  if (after === null) return before === null ? [] : [told('estimate.deleted', before)];
  if (before === null) return [told('estimate.created', after)];
  const reason = before.status === 'rejected' ? null : after.rejectionReason;
  const updated = { ...told('estimate.updated', after), reason };
  if (before.foremanId === after.foremanId) return [updated];
  return [updated, { type: 'estimate.unassigned', snapshot: after, audience: personally([before.foremanId]) }];
}

function told(type: EstimateEvent['type'], snapshot: EstimateSnapshot): EstimateEvent {
  return { type, snapshot, audience: officeAnd([snapshot.foremanId]) };
}
