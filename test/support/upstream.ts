import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from '@jest/globals';

/** One request that a source got. */
export interface Asked {
  readonly url: string;
  readonly lastEventId: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** In the time of `performance`. */
  readonly at: number;
}

/** A source of an event stream, outside of the server under test, that does whatever a test wants. */
export class Upstream {
  readonly asked: Asked[] = [];
  /** How the next requests are answered: by an open stream, unless it is changed. */
  answer: RequestListener = (_request, response) => this.open(response);
  /** How many clients read at the same time, at most. */
  mostReaders = 0;
  private readonly streams = new Set<ServerResponse>();
  private waiting: (() => void)[] = [];

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      const { url = '', headers } = request;
      const lastEventId = headers['last-event-id'];
      const sent = typeof lastEventId === 'string' ? Buffer.from(lastEventId, 'latin1').toString() : undefined;
      this.asked.push({ url, headers, lastEventId: sent, at: performance.now() });
      this.answer(request, response);
      this.wake();
    });
  }

  static async start(port = 0): Promise<Upstream> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new Upstream(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/events`;
  }

  /** The head of an event stream, after which `send` reaches it. */
  open(response: ServerResponse): void {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
    this.streams.add(response);
    this.mostReaders = Math.max(this.mostReaders, this.streams.size);
    response.on('close', () => {
      this.streams.delete(response);
      this.wake();
    });
  }

  /** How many clients read now. */
  get readers(): number {
    return this.streams.size;
  }

  /** To all that read. */
  send(bytes: string | Buffer): void {
    for (const stream of this.streams) stream.write(bytes);
  }

  /** Ends all streams in order. */
  end(): void {
    for (const stream of this.streams) stream.end();
  }

  /** Breaks all connections off. */
  breakOff(): void {
    this.server.closeAllConnections();
  }

  /** Resolves when it is so; looks again whenever a request came or a stream closed. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close().closeAllConnections();
    await closed;
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

/** Makes sources that live as long as the test. */
export function upstreams(): (port?: number) => Promise<Upstream> {
  const started: Upstream[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((upstream) => upstream.stop()));
  });
  return async (port) => {
    const upstream = await Upstream.start(port);
    started.push(upstream);
    return upstream;
  };
}
