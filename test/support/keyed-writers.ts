import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type CallAnswer, call } from './calls.ts';
import { until } from './until.ts';

/** Between two writes of one writer. */
const PAUSE_MS = 100;

interface Write {
  readonly key: string;
  readonly status: number;
  readonly tookMs: number;
  /** Of the answer, for all to see when it is not what was wished. */
  readonly code: string;
  readonly retryAfter: string | null;
}

/** Whose estimates, and where. */
interface Desk {
  readonly url: string;
  readonly token: string;
  readonly projectId: number;
}

/** Makes estimates under keys, one after another, whatever becomes of them. The key is the comment of the estimate. */
export class KeyedWriters {
  readonly writes: Write[] = [];
  private going = true;
  private readonly loops: Promise<void>[];

  constructor(
    private readonly desk: Desk,
    count: number,
  ) {
    this.loops = Array.from({ length: count }, () => this.write());
  }

  get keys(): string[] {
    return this.writes.map(({ key }) => key);
  }

  /** Of those that were answered otherwise than 201. */
  get failed(): Write[] {
    return this.writes.filter(({ status }) => status !== 201);
  }

  /** Resolves when some more went well. */
  async wellAgain(): Promise<void> {
    const { length } = this.writes;
    await until(() => this.writes.slice(length).filter(({ status }) => status === 201).length > this.loops.length);
  }

  async stop(): Promise<void> {
    this.going = false;
    await Promise.all(this.loops);
  }

  /** What failed, once more. Answers how that went. */
  async repeatFailed(): Promise<number[]> {
    const left = this.failed.map(({ key }) => key);
    const statuses: number[] = [];
    const repeat = async () => {
      for (let key = left.pop(); key !== undefined; key = left.pop()) statuses.push((await this.makes(key)).status);
    };
    await Promise.all(this.loops.map(repeat));
    return statuses;
  }

  private makes(key: string): Promise<CallAnswer> {
    const { url, token, projectId } = this.desk;
    const body = {
      project_id: projectId,
      comment: key,
      items: [{ name: 'а', unit: 'б', quantity: '1', unit_price: '1' }],
    };
    return call(url, 'POST /api/v1/estimates', { token, body, headers: { 'Idempotency-Key': key } });
  }

  private async write(): Promise<void> {
    while (this.going) {
      const key = randomUUID();
      const began = performance.now();
      const { status, body, headers } = await this.makes(key);
      const tookMs = performance.now() - began;
      this.writes.push({ key, status, tookMs, code: body.code ?? '', retryAfter: headers.get('Retry-After') });
      await delay(PAUSE_MS);
    }
  }
}
