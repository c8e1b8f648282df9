import type { EventBus, EventOf } from '../live/event-bus.ts';
import { unixSeconds } from '../live/own-words.ts';

type Change = EventOf<'estimate.created'>;

/** Between two events of the sequence, so that somebody can watch. */
const PAUSE_MS = 1_000;

/** Events to try an app with, from the console of a browser (seed 001): they are told in this tab alone, and nothing is sent. */
export class SSETestUtils {
  constructor(private readonly bus: EventBus) {}

  createTestEstimateEvent(event: Change['event'] = 'estimate.created', version = 1): Change {
    const now = new Date().toISOString();
    const people = { foreman_id: 3, foreman_name: 'Прораб', creator_id: 3, creator_name: 'Прораб', actor_id: 3 };
    const data: Change['data'] = {
      estimate_id: 123,
      estimate_number: 'Смета_2025-01-01_Объект',
      project_id: 456,
      project_name: 'Объект',
      ...people,
      status: 'Черновик',
      status_code: 'draft',
      total: '1250.50',
      version,
      created_at: now,
      updated_at: now,
    };
    const told = { event, data, timestamp: unixSeconds() };
    this.bus.emit(told);
    return told;
  }

  /** Created, changed, deleted. Resolves after the last. */
  async runTestSequence(): Promise<void> {
    this.createTestEstimateEvent('estimate.created');
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    this.createTestEstimateEvent('estimate.updated', 2);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    this.createTestEstimateEvent('estimate.deleted', 3);
  }
}
