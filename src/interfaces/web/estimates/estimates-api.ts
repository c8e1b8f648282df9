import type { EstimateWire } from '../../wire/estimate-wire.ts';
import type { HistoryEntryWire } from '../../wire/history-wire.ts';
import type { ListWire } from '../../wire/list-wire.ts';
import type { Caller } from '../shell/caller.ts';
import type { EstimateBody } from './draft.ts';

export interface EstimateFilters {
  readonly q: string;
  readonly status_code: string;
  readonly project_id: string;
  readonly foreman_id: string;
}

/** What can be done with an estimate besides changing it (contract §3). */
export type Move = 'submit' | 'approve' | 'reject';

export class EstimatesApi {
  constructor(private readonly caller: Caller) {}

  /** Newest first. */
  list(filters: EstimateFilters, cursor: string | null): Promise<ListWire<EstimateWire>> {
    return this.caller.get('/api/v1/estimates', { ...filters, cursor });
  }

  one(id: number): Promise<EstimateWire> {
    return this.caller.get(`/api/v1/estimates/${id}`);
  }

  /** Newest first. */
  history(id: number, cursor: string | null): Promise<ListWire<HistoryEntryWire>> {
    return this.caller.get(`/api/v1/estimates/${id}/history`, { cursor });
  }

  /** @param key the same for each try to save the same: it is made once. */
  create(body: EstimateBody, key: string): Promise<EstimateWire> {
    return this.caller.change('POST', '/api/v1/estimates', { body, key });
  }

  /** @param key as `create`. */
  change(id: number, body: EstimateBody, version: number, key: string): Promise<EstimateWire> {
    return this.caller.change('PATCH', `/api/v1/estimates/${id}`, { body, version, key });
  }

  /** As it was seen: one that somebody has changed since stays. */
  delete({ id, version }: EstimateWire): Promise<null> {
    return this.caller.change('DELETE', `/api/v1/estimates/${id}`, { version });
  }

  /** Hands it on, as it was seen. */
  move({ id, version }: EstimateWire, move: Move, reason: string): Promise<EstimateWire> {
    const asked = move === 'reject' ? { version, body: { reason } } : { version };
    return this.caller.change('POST', `/api/v1/estimates/${id}/${move}`, asked);
  }
}
