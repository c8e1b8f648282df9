import type { EventOf } from '../live/event-bus.ts';

type Change = EventOf<'estimate.updated'>;

/** Whether a foreman has just handed an estimate on: he can't change one that is handed on already. */
export function isSubmission({ data: { status_code, actor_id, foreman_id } }: Change): boolean {
  return status_code === 'submitted' && actor_id === foreman_id;
}
