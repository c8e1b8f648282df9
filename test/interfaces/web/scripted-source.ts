import type { StreamSource } from '../../../src/interfaces/web/live/stream-source.ts';
import type { StreamMessage } from '../../../src/interfaces/wire/stream-wire.ts';

/** One stream that a test speaks on. */
export class Line {
  private controller!: ReadableStreamDefaultController<Uint8Array>;
  private readonly bytes = new TextEncoder();
  readonly response = new Response(
    new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.controller = controller;
      },
    }),
  );

  write(text: string): this {
    this.controller.enqueue(this.bytes.encode(text));
    return this;
  }

  say(id: number, message: StreamMessage): this {
    return this.write(`id: ${id}\ndata: ${JSON.stringify(message)}\n\n`);
  }

  connected(position: number): this {
    return this.say(position, { event: 'connected', message: 'SSE connection established', timestamp: 0 });
  }

  change(position: number): this {
    return this.say(position, changeOf(position));
  }

  end(): void {
    this.controller.close();
  }

  break(): void {
    this.controller.error(new TypeError('network error'));
  }
}

function changeOf(id: number): StreamMessage {
  return { event: 'estimate.unassigned', data: { estimate_id: id, estimate_number: `№ ${id}` }, timestamp: 0 };
}

type Answer = (signal: AbortSignal) => Response;

/** Answers what the test has laid ready, in its order; then nobody answers. */
export class ScriptedSource implements StreamSource {
  /** Behind which position each stream was asked for. */
  readonly opened: (number | null)[] = [];
  /** What was asked for without a stream: after which position, and how long it may take in seconds. */
  readonly polled: (readonly [after: number, waitSeconds: number])[] = [];
  renewals = 0;
  private asked: AbortSignal | null = null;
  renewal: () => Promise<boolean> = () => Promise.resolve(true);
  private readonly openings: Answer[] = [];
  private readonly polls: Answer[] = [];

  /** The next stream. */
  line(): Line {
    const line = new Line();
    this.openings.push((signal) => {
      signal.addEventListener('abort', () => line.break());
      return line.response;
    });
    return line;
  }

  refuses(status: number, headers: Record<string, string> = {}): this {
    this.openings.push(() => problem(status, headers));
    return this;
  }

  tells(items: number[], head: number): this {
    const body = { items: items.map((id) => ({ id, ...changeOf(id) })), head };
    this.polls.push(() => Response.json(body));
    return this;
  }

  tellsNothing(status: number): this {
    this.polls.push(() => problem(status));
    return this;
  }

  /** The answer begins, and nothing comes of it. */
  tellsOnly(beginning: string): Line {
    const line = new Line().write(beginning);
    this.polls.push((signal) => {
      signal.addEventListener('abort', () => line.break());
      return line.response;
    });
    return line;
  }

  /** Whether the last stream was neither given up nor left unread. */
  get isOpen(): boolean {
    return this.asked?.aborted === false;
  }

  open(after: number | null, signal: AbortSignal): Promise<Response> {
    this.opened.push(after);
    this.asked = signal;
    return answerOf(this.openings.shift(), signal);
  }

  poll(after: number, waitSeconds: number, signal: AbortSignal): Promise<Response> {
    this.polled.push([after, waitSeconds]);
    return answerOf(this.polls.shift(), signal);
  }

  renew(): Promise<boolean> {
    this.renewals++;
    return this.renewal();
  }
}

/** An answer that is no success has a body as well. */
function problem(status: number, headers: Record<string, string> = {}): Response {
  return Response.json({ status }, { status, headers });
}

function answerOf(answer: Answer | undefined, signal: AbortSignal): Promise<Response> {
  return answer ? Promise.resolve(answer(signal)) : Promise.reject(new TypeError('nobody answers'));
}
