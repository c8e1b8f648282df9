import { Delay } from './delay.ts';
import { EventBus } from './event-bus.ts';
import type { ConnectionEvent, LiveState, Positioned } from './live-event.ts';
import { unixSeconds } from './own-words.ts';
import type { Session } from './session.ts';
import { SharedStream } from './shared-stream.ts';
import type { StreamSource } from './stream-source.ts';

const POLL_LIMIT = 200;

/** The live feed of whoever is signed in: one for a page, shared with the other tabs of the browser. */
export class LiveClient {
  readonly bus = new EventBus();
  private readonly delay = new Delay();
  private current: LiveState = 'offline';
  private running: AbortController | null = null;
  private stream: SharedStream | null = null;
  private lost = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly session: Session) {}

  get state(): LiveState {
    return this.current;
  }

  /** How long the last change took to get here; null before the first. */
  get delaySeconds(): number | null {
    return this.delay.seconds;
  }

  /** Calls at every change of `state`. @returns a function that ends it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Begins, unless it has begun. */
  connect(): void {
    if (this.running) return;
    this.running = new AbortController();
    void this.run(this.running.signal);
  }

  close(): void {
    this.running?.abort();
    this.running = null;
  }

  private async run(signal: AbortSignal): Promise<void> {
    const name = `smeta-live:stream:${this.session.user?.id}`;
    const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name);
    const surroundings = { name, locks: globalThis.navigator?.locks ?? null, channel };
    const stream = new SharedStream(this.source(), { onMessage: this.onMessage, onState: this.onState }, surroundings);
    this.stream = stream;
    this.wakeUpOn(signal);
    await stream.run(signal);
    channel?.close();
  }

  /** Whenever a try is likely to succeed: the network is back, somebody looks, the page comes out of a cache. And when it is gone. */
  private wakeUpOn(signal: AbortSignal): void {
    const wake = () => this.stream?.wake();
    globalThis.addEventListener?.('online', wake, { signal });
    globalThis.addEventListener?.('offline', () => this.stream?.doubt(), { signal });
    globalThis.addEventListener?.('pageshow', wake, { signal });
    globalThis.document?.addEventListener('visibilitychange', wake, { signal });
  }

  private source(): StreamSource {
    return {
      open: (after, signal) => {
        const headers: Record<string, string> = after === null ? {} : { 'Last-Event-ID': String(after) };
        return this.session.fetchStream('/api/v1/sse/events', { headers, signal, cache: 'no-store' });
      },
      poll: (after, wait, signal) => {
        const path = `/api/v1/events?after=${after}&limit=${POLL_LIMIT}&wait=${wait}`;
        return this.session.fetch(path, { signal, cache: 'no-store' });
      },
      renew: () => this.session.renew(),
    };
  }

  private readonly onMessage = ({ message }: Positioned): void => {
    if (message.event !== 'keepalive') console.debug('[SSE]', message.event);
    this.delay.hear(message);
    this.bus.emit(message);
  };

  private readonly onState = (state: LiveState): void => {
    if (state === this.current) return;
    console.info('[SSE]', state);
    this.current = state;
    for (const listener of [...this.listeners]) listener();
    const isLost = state === 'delayed' || state === 'offline' || (this.lost && state !== 'live');
    if (isLost !== this.lost) this.say(isLost ? 'system.connectionLost' : 'system.connectionRestored');
    this.lost = isLost;
  };

  private say(event: ConnectionEvent['event']): void {
    this.bus.emit({ event, timestamp: unixSeconds() });
  }
}
