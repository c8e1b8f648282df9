import type { Locks } from '../../../src/interfaces/web/live/leader-tab.ts';
import type { StreamSource } from '../../../src/interfaces/web/live/stream-source.ts';

const KEEPALIVE_MS = 30_000;

/** A log that streams are read from, as the server has it: positions 1, 2, 3 … */
export class World {
  private head = 0;
  private readonly open = new Set<(position: number) => void>();
  readonly locks = new FakeLocks();
  readonly air = new Air();

  get newest(): number {
    return this.head;
  }

  /** How many streams are open at the server. */
  get streams(): number {
    return this.open.size;
  }

  publish(): void {
    this.head++;
    for (const tell of this.open) tell(this.head);
  }

  source(): StreamSource {
    return {
      open: (after, signal) => Promise.resolve(this.stream(after ?? this.head, signal)),
      poll: (after) => Promise.resolve(Response.json({ items: this.items(after), head: this.head })),
      renew: () => Promise.resolve(true),
    };
  }

  private stream(after: number, signal: AbortSignal): Response {
    const bytes = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const say = (id: number, data: object) =>
          controller.enqueue(bytes.encode(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`));
        const tell = (position: number) => say(position, changeAt(position));
        controller.enqueue(bytes.encode('retry: 3000\n\n'));
        say(after, { event: 'connected', message: 'SSE connection established', timestamp: now() });
        for (let position = after + 1; position <= this.head; position++) tell(position);
        this.open.add(tell);
        const alive = setInterval(() => say(this.head, { event: 'keepalive', timestamp: now() }), KEEPALIVE_MS);
        signal.addEventListener('abort', () => {
          clearInterval(alive);
          this.open.delete(tell);
          controller.error(new DOMException('aborted', 'AbortError'));
        });
      },
    });
    return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  }

  private items(after: number): object[] {
    const count = Math.max(0, this.head - after);
    return Array.from({ length: count }, (_, n) => ({ id: after + 1 + n, ...changeAt(after + 1 + n) }));
  }
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function changeAt(position: number): object {
  return { event: 'estimate.updated', data: { estimate_id: position }, timestamp: 0 };
}

interface Waiting {
  readonly work: () => Promise<unknown>;
  readonly settle: { resolve(value: unknown): void; reject(error: unknown): void };
}

/** The Web Locks API with one name: queue, signal, steal. */
class FakeLocks {
  private holder: Waiting | null = null;
  private readonly queue: Waiting[] = [];

  readonly request = ((_name: string, { steal, signal }: LockOptions, work: Waiting['work']) =>
    new Promise((resolve, reject) => {
      const waiting: Waiting = { work, settle: { resolve, reject } };
      if (steal) {
        this.holder?.settle.reject(new DOMException('stolen', 'AbortError'));
        return this.grant(waiting);
      }
      this.queue.push(waiting);
      signal?.addEventListener('abort', () => {
        const at = this.queue.indexOf(waiting);
        if (at < 0) return;
        this.queue.splice(at, 1);
        reject(new DOMException('aborted', 'AbortError'));
      });
      if (!this.holder) this.next();
    })) as Locks['request'];

  private next(): void {
    const first = this.queue.shift();
    if (first) this.grant(first);
    else this.holder = null;
  }

  private grant(waiting: Waiting): void {
    this.holder = waiting;
    const over = () => {
      if (this.holder === waiting) this.next();
    };
    waiting.work().then(waiting.settle.resolve, waiting.settle.reject).finally(over);
  }
}

/** Through which the tabs of a browser speak. What is said to a frozen tab waits until it is thawed. */
class Air {
  private readonly channels = new Set<FakeChannel>();

  channel(): FakeChannel {
    const channel = new FakeChannel((data) => {
      for (const other of this.channels) if (other !== channel) other.receive(structuredClone(data));
    });
    this.channels.add(channel);
    return channel;
  }

  leave(channel: FakeChannel): void {
    this.channels.delete(channel);
  }
}

export class FakeChannel {
  onmessage: ((event: MessageEvent) => void) | null = null;
  private frozen = false;
  private readonly waiting: unknown[] = [];

  constructor(readonly postMessage: (data: unknown) => void) {}

  receive(data: unknown): void {
    if (this.frozen) this.waiting.push(data);
    else queueMicrotask(() => this.onmessage?.({ data } as MessageEvent));
  }

  freeze(): void {
    this.frozen = true;
  }

  thaw(): void {
    this.frozen = false;
    for (const data of this.waiting.splice(0)) this.receive(data);
  }
}
