import type { SseConnection } from './sse-connection.ts';
import type { StreamLimits } from './stream-limits.ts';

/** Lets no more wait for a reader than the bounds allow. */
export class BoundedWriter {
  /** Events written since the connection was last empty: at least as many as wait. */
  private waiting = 0;

  constructor(
    private readonly connection: SseConnection,
    private readonly limits: StreamLimits,
  ) {}

  /** Writes all of it, or nothing where there is no room. An empty connection takes anything. */
  write(bytes: Buffer, events: number): boolean {
    if (this.connection.empty) this.waiting = 0;
    else if (this.isFull(bytes, events)) return false;
    this.waiting += events;
    this.connection.write(bytes);
    return true;
  }

  private isFull(bytes: Buffer, events: number): boolean {
    const { queueLimit, queueBytes } = this.limits;
    return this.waiting + events > queueLimit || this.connection.waitingBytes + bytes.length > queueBytes;
  }
}
