import type { EstimateWire } from '../wire/estimate-wire.ts';
import type { HistoryEntryWire } from '../wire/history-wire.ts';
import type { ListWire } from '../wire/list-wire.ts';
import type { Problem } from '../wire/problem-wire.ts';
import type { ProjectWire } from '../wire/project-wire.ts';
import { newKey, type Session } from './live/session.ts';

/** An answer of the server that is no success, in its own words (RFC 9457). */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

export interface NewEstimate {
  readonly project_id: number;
  readonly comment: string;
  readonly items: readonly NewItem[];
}

/** What can be done with an estimate besides changing it (contract §3). */
export type Move = 'submit' | 'approve' | 'reject';

export interface NewItem {
  readonly name: string;
  readonly unit: string;
  readonly quantity: string;
  readonly unit_price: string;
}

/** The calls that the app makes. They reject with a `Refusal`, or with what `fetch` does where nobody answers. */
export class Api {
  constructor(private readonly session: Session) {}

  estimates(cursor: string | null): Promise<ListWire<EstimateWire>> {
    return this.call(`/api/v1/estimates${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`);
  }

  estimate(id: number): Promise<EstimateWire> {
    return this.call(`/api/v1/estimates/${id}`);
  }

  /** Newest first. */
  history(id: number): Promise<ListWire<HistoryEntryWire>> {
    return this.call(`/api/v1/estimates/${id}/history`);
  }

  /** Hands it on, as it was seen: if somebody has changed it since, that is refused (412). */
  move({ id, version }: EstimateWire, move: Move, reason?: string): Promise<EstimateWire> {
    const headers = { 'Content-Type': 'application/json', 'If-Match': `"${version}"`, 'Idempotency-Key': newKey() };
    const body = move === 'reject' ? JSON.stringify({ reason }) : null;
    return this.call(`/api/v1/estimates/${id}/${move}`, { method: 'POST', headers, body });
  }

  projects(): Promise<ListWire<ProjectWire>> {
    return this.call('/api/v1/projects?limit=200');
  }

  /** @param key the same for each try to save the same: it is made once. */
  createEstimate(estimate: NewEstimate, key: string): Promise<EstimateWire> {
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key };
    return this.call('/api/v1/estimates', { method: 'POST', headers, body: JSON.stringify(estimate) });
  }

  private async call<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await this.session.fetch(path, init);
    const body = await response.json();
    if (!response.ok) throw new Refusal(body as Problem);
    return body as Answer;
  }
}
