import type { EstimateWire } from '../wire/estimate-wire.ts';
import type { ListWire } from '../wire/list-wire.ts';
import type { Problem } from '../wire/problem-wire.ts';
import type { ProjectWire } from '../wire/project-wire.ts';
import type { Session } from './live/session.ts';

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
