import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { RunningServer } from '../../src/running-server.ts';

export interface RawHead {
  readonly status: number;
  /** Names in lower case, as the server sent the values. */
  readonly headers: Record<string, string>;
}

export interface RawStreamOptions {
  readonly path?: string;
  readonly version?: '1.0' | '1.1';
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

/** Any server. */
type At = Pick<RunningServer, 'url'>;

const HEAD_END = '\r\n\r\n';

/** A role stream on a bare socket: for what is said to the byte, and for readers who do not read. */
export class RawStream {
  head: RawHead = { status: 0, headers: {} };
  ended = false;
  private bytes = Buffer.alloc(0);
  private waiting: (() => void)[] = [];

  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.bytes = Buffer.concat([this.bytes, chunk]);
      this.wake();
    });
    socket.on('error', () => this.wake()); // a reset shows as the end
    socket.on('close', () => {
      this.ended = true;
      this.wake();
    });
  }

  /** Opened when the head of the answer is there. */
  static async open(server: At, token: string, options: RawStreamOptions = {}): Promise<RawStream> {
    const stream = await RawStream.ask(server, token, options);
    await stream.until(() => stream.bytes.includes(HEAD_END));
    stream.takeHead();
    return stream;
  }

  /** Asked for, and not answered yet. */
  static async ask(server: At, token: string, options: RawStreamOptions = {}): Promise<RawStream> {
    const { path = '/api/v1/sse/events', version = '1.1', method = 'GET', headers = {} } = options;
    const { hostname, port } = new URL(server.url);
    const stream = new RawStream(connect(Number(port), hostname));
    const all = { Host: `${hostname}:${port}`, Authorization: `Bearer ${token}`, ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    await once(stream.socket, 'connect');
    stream.socket.write(`${method} ${path} HTTP/${version}\r\n${lines.join('')}\r\n`, 'utf8');
    return stream;
  }

  /** What came after the head, as it was sent. */
  get body(): string {
    return this.bytes.toString('utf8');
  }

  /** The text of the event stream, out of its chunks. */
  get text(): string {
    return this.head.headers['transfer-encoding'] === 'chunked' ? unchunked(this.bytes) : this.body;
  }

  /** Whether this was sent: cheap, also on megabytes. */
  has(text: string): boolean {
    return this.bytes.includes(text);
  }

  /** The blocks that are complete: each the text of one event, or a lone `retry`. */
  get blocks(): string[] {
    return this.text.split('\n\n').slice(0, -1);
  }

  /** Resolves when it is so. @throws {Error} when the connection ended before. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.ended) throw new Error(`the stream ended with: ${this.body.slice(-300)}`);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Resolves with the first block that has this event, sent already or to come. */
  async block(event: string): Promise<string> {
    const find = () => this.blocks.find((block) => block.includes(`data: {"event":"${event}"`));
    await this.until(() => find() !== undefined);
    return find() ?? '';
  }

  /** Resolves when the server has closed the connection. */
  async end(): Promise<void> {
    if (!this.ended) await once(this.socket, 'close');
  }

  destroy(): void {
    this.socket.destroy();
  }

  private takeHead(): void {
    const end = this.bytes.indexOf(HEAD_END);
    const [first = '', ...lines] = this.bytes.subarray(0, end).toString('latin1').split('\r\n');
    const headers = lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 1).trim(),
    ]);
    this.head = { status: Number(first.split(' ')[1]), headers: Object.fromEntries(headers) };
    this.bytes = this.bytes.subarray(end + HEAD_END.length);
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** The content of all chunks that came whole (RFC 9112 §7.1). */
function unchunked(bytes: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = lineEnd < 0 ? Number.NaN : Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const from = lineEnd + 2;
    if (!(size > 0) || bytes.length < from + size + 2) return Buffer.concat(parts).toString('utf8');
    parts.push(bytes.subarray(from, from + size));
    at = from + size + 2;
  }
}
