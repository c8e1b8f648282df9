import { Duplex } from 'node:stream';
import type { PGliteEngine } from './pglite-engine.ts';

/** PGlite answers in microtasks: without a turn of the event loop this often, a busy database stops timers and sockets. */
const TURN_MS = 5;

const TERMINATE = 0x58;

/** A socket of `pg` whose other end is a PostgreSQL inside this process. Speaks the wire protocol. */
export class PGliteSocket extends Duplex {
  private turnedAt = 0;

  constructor(private readonly engine: PGliteEngine) {
    super();
  }

  connect(): this {
    queueMicrotask(() => this.emit('connect'));
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.exchange(chunk).then(() => done(), done);
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.exchange(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done);
  }

  private async exchange(request: Buffer): Promise<void> {
    if (request[0] === TERMINATE) {
      this.push(null);
      return;
    }
    const answer = await this.engine.exchange(request);
    if (performance.now() - this.turnedAt >= TURN_MS) {
      await new Promise(setImmediate);
      this.turnedAt = performance.now();
    }
    this.push(answer); // null, where the engine died: the connection is closed then
  }
}
