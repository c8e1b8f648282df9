import type { Socket } from 'node:net';
import type { Response } from 'express';
import { peerOf } from './silent-peers.ts';
import { type Framing, LAST_CHUNK, toBytes } from './sse-encoder.ts';

/** Asks the peer whether he is still there after this long without traffic; ten times, a second each (docs/adr/0008). */
const PROBE_AFTER_MS = 5_000;
/** A peer that takes nothing gets this long to take the last words. */
const LAST_WORDS_MS = 1_000;

/** The head of every stream (contract §4). */
export const STREAM_HEAD = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-store, must-revalidate, no-transform',
  'X-Accel-Buffering': 'no',
  Connection: 'keep-alive',
};

/**
 * One response that stays open. Express writes the head; from then on bytes go to the socket as they are, so that one
 * Buffer serves every stream that gets the same.
 */
export class SseConnection {
  readonly framing: Framing;
  private readonly socket: Socket;
  private ended = false;
  private flushedAt: number;
  private flushedBytes = 0;

  /** @param onClosed is called once, however it ends. */
  constructor(response: Response, now: number, onClosed: () => void) {
    const { req: request, socket } = response;
    if (!socket) throw new Error('a stream was asked for behind another answer');
    const modern = request.httpVersionMajor > 1 || request.httpVersionMinor >= 1;
    this.framing = modern ? 'chunked' : 'until-close';
    this.socket = socket;
    this.flushedAt = now;
    response.writeHead(200, modern ? STREAM_HEAD : { ...STREAM_HEAD, Connection: 'close' });
    response.flushHeaders();
    if (modern && request.complete) takeOver(response, socket); // else `http` has still something to do with it
    socket.setTimeout(0); // the bounds of streams are their own
    socket.setNoDelay(true);
    socket.setKeepAlive(true, PROBE_AFTER_MS);
    socket.once('close', () => {
      this.ended = true;
      onClosed();
    });
  }

  /** Whether what was written has (nearly) left for the peer. */
  get empty(): boolean {
    return !this.socket.writableNeedDrain;
  }

  /** As `SilentPeers` names it; null when it is closed. */
  get peer(): string | null {
    return peerOf(this.socket);
  }

  /** Bytes that wait in this process. */
  get waitingBytes(): number {
    return this.socket.writableLength;
  }

  write(bytes: Buffer): void {
    if (!this.ended) this.socket.write(bytes);
  }

  writeText(text: string): void {
    this.write(toBytes(text, this.framing));
  }

  /** Resolves when `empty`; false when the connection is gone. */
  emptied(): Promise<boolean> {
    if (this.ended || this.empty) return Promise.resolve(!this.ended);
    return new Promise((resolve) => {
      const settle = () => {
        this.socket.off('drain', settle).off('close', settle);
        resolve(!this.ended);
      };
      this.socket.once('drain', settle).once('close', settle);
    });
  }

  /** For how long the peer has taken nothing of what waits for him, in milliseconds. */
  stuckFor(now: number): number {
    const flushed = this.socket.bytesWritten - this.socket.writableLength;
    if (this.empty || flushed !== this.flushedBytes) {
      this.flushedBytes = flushed;
      this.flushedAt = now;
    }
    return now - this.flushedAt;
  }

  /** Nobody is there to hear last words. */
  abandon(): void {
    this.socket.destroy();
  }

  /** Says the last words and closes. */
  end(lastWords: string): void {
    if (this.ended) return;
    this.writeText(lastWords);
    this.ended = true;
    this.socket.end(LAST_CHUNK[this.framing]);
    setTimeout(() => this.socket.destroy(), LAST_WORDS_MS).unref();
  }
}

/**
 * From here on `http` has nothing more to do with the connection: for it, this answer is complete. What it keeps for
 * one under way is most of the memory of an idle stream (docs/adr/0017).
 */
function takeOver(response: Response, socket: Socket): void {
  response.emit('finish');
  for (const event of ['data', 'drain', 'error', 'timeout', 'pause', 'resume']) socket.removeAllListeners(event);
  socket.on('error', ignore); // a close follows
  socket.on('data', ignore); // without a reader Node does not see that the peer leaves
}

function ignore(): void {}
