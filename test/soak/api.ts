import { setTimeout as delay } from 'node:timers/promises';

/** Longer than the server ever stands still. */
const PATIENCE_MS = 30_000;
const AGAIN_MS = 100;
/** A server that does not come back in so long does not come back. */
const GIVE_UP_MS = 120_000;

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  readonly body: any;
  readonly requestId: string;
}

export interface Request {
  readonly method: 'POST' | 'PATCH' | 'DELETE' | 'GET';
  /** After `/api/v1`. */
  readonly path: string;
  readonly body?: object;
  readonly key?: string;
}

/** Calls of one person. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly token: string = '',
  ) {}

  /** Null where no answer came: then nobody knows whether it was done. 503 says so too. */
  async ask({ method, path, body, key }: Request): Promise<Answer | null> {
    const headers = {
      Authorization: `Bearer ${this.token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      const answer = await fetch(`${this.url}/api/v1${path}`, {
        method,
        headers,
        signal,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (answer.status === 503) return null;
      const requestId = answer.headers.get('X-Request-Id') ?? '';
      return { status: answer.status, body: text === '' ? null : JSON.parse(text), requestId };
    } catch {
      return null; // killed, or not there yet
    }
  }

  /** Asks until there is an answer: for what may be asked twice. `onLost` is told of each that did not come. */
  async askOn(request: Request, onLost: () => void = () => undefined): Promise<Answer> {
    for (const deadline = Date.now() + GIVE_UP_MS; ; await delay(AGAIN_MS)) {
      const answer = await this.ask(request);
      if (answer) return answer;
      onLost();
      if (Date.now() > deadline) throw new Error(`no answer to ${request.method} ${request.path}`);
    }
  }

  /** For what must succeed. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  async well(request: Request): Promise<any> {
    const { status, body } = await this.askOn(request);
    if (status >= 300) throw new Error(`${request.method} ${request.path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }
}
