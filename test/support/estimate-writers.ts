import { anItem, type Client } from './client.ts';

/** One estimate that somebody tried to make. */
export interface Attempt {
  /** Its comment: nobody else's. */
  readonly name: string;
  readonly projectId: number;
  readonly key: string | null;
  /** What was answered; null while nothing was, and for ever where the server died before. */
  id: number | null;
}

/** Many that make estimates at once, every second of them under an Idempotency-Key, until their server is dead. */
export class EstimateWriters {
  readonly attempts: Attempt[] = [];

  constructor(
    private readonly count: number,
    private readonly projectId: number,
  ) {}

  get answered(): Attempt[] {
    return this.attempts.filter(({ id }) => id !== null);
  }

  get doubtful(): Attempt[] {
    return this.attempts.filter(({ id }) => id === null);
  }

  /** Resolves when none of them reaches the server any more. */
  async writeTo(client: Client): Promise<void> {
    await Promise.all(Array.from({ length: this.count }, () => this.writeOn(client)));
  }

  private async writeOn(client: Client): Promise<void> {
    for (;;) {
      const attempt = this.begin();
      try {
        const { status, body } = await send(client, attempt);
        if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
        attempt.id = body.id;
      } catch (error) {
        if (isBroken(error)) return;
        throw error;
      }
    }
  }

  private begin(): Attempt {
    const name = `попытка ${this.attempts.length}`;
    const key = this.attempts.length % 2 === 0 ? `attempt-${this.attempts.length}` : null;
    const attempt = { name, projectId: this.projectId, key, id: null };
    this.attempts.push(attempt);
    return attempt;
  }
}

/** Of two items, so that half of it would show. */
export function send(client: Client, { name, projectId, key }: Attempt) {
  const test = client.post('/estimates', { project_id: projectId, comment: name, items: [anItem, anItem] });
  return key === null ? test : test.set('Idempotency-Key', key);
}

/** The connection was cut, or nobody listens. */
function isBroken(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return (
    ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(code ?? '') ||
    message === 'socket hang up' ||
    message === 'aborted'
  );
}
