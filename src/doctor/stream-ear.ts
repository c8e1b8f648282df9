import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { z } from 'zod';
import { readJson } from './answers.ts';

/** One message of the role stream. */
export interface Heard {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** When it came, on the clock of `performance.now()`. */
  readonly at: number;
}

const Envelope = z.object({ event: z.string(), data: z.record(z.string(), z.unknown()).default({}) });

const DECODERS: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** What a browser offers. Without it no proxy would show that it compresses. */
export const ACCEPT_ENCODING = Object.keys(DECODERS).join(', ');

/** Listens to a stream, and notes when each message came. */
export class StreamEar {
  /** When its first text came, unpacked; null before. */
  firstTextAt: number | null = null;
  /** Whether the other side has ended the stream. */
  ended = false;
  private readonly heard: Heard[] = [];
  private readonly waiting = new Set<() => void>();
  private unfinished = '';

  constructor(private readonly response: IncomingMessage) {
    const text = unpacked(response, () => this.onEnd());
    text.setEncoding('utf8').on('data', (part: string) => this.onText(part));
  }

  /** The first message that fits, heard already or yet to come; null when it does not come in time. */
  async first(fits: (message: Heard) => boolean, withinMs: number): Promise<Heard | null> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const found = this.heard.find(fits);
      const left = deadline - performance.now();
      if (found || this.ended || left <= 0) return found ?? null;
      await this.change(left);
    }
  }

  close(): void {
    this.response.destroy();
  }

  private onText(part: string): void {
    const at = performance.now();
    this.firstTextAt ??= at;
    const blocks = (this.unfinished + part).split('\n\n');
    this.unfinished = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = block.match(/^data: (.*)$/m)?.[1];
      const envelope = data === undefined ? null : readJson(data, Envelope);
      if (envelope) this.heard.push({ ...envelope, at });
    }
    this.wake();
  }

  private onEnd(): void {
    this.ended = true;
    this.wake();
  }

  private change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, withinMs);
      this.waiting.add(done);
    });
  }

  private wake(): void {
    for (const done of [...this.waiting]) done();
  }
}

function unpacked(response: IncomingMessage, onEnd: () => void): Readable {
  const decoder = DECODERS[response.headers['content-encoding'] ?? '']?.();
  if (decoder) return pipeline(response, decoder, onEnd);
  return response.on('error', onEnd).on('close', onEnd);
}
