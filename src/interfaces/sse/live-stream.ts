import type { FeedFollower, FeedSink, Resync } from '../../usecases/live-feed/feed-follower.ts';
import type { SignedInActor } from '../../usecases/people/authenticate.ts';
import type { Clock } from '../../usecases/ports/clock.ts';
import type { FeedBatch } from '../../usecases/ports/live-feed.ts';
import type { SseConnection } from './sse-connection.ts';
import type { ClosingReason, StreamFormat } from './stream-format.ts';
import type { StreamKind, StreamLimits } from './stream-limits.ts';
import type { StreamMeter } from './stream-metrics.ts';

/**
 * When a client is to come back, in milliseconds: at least, and by how much it is spread. Whoever was replaced would, at
 * once, replace the next.
 */
const RETRY_MS: Readonly<Record<ClosingReason, readonly [least: number, spread: number]>> = {
  shutdown: [1_000, 4_000],
  replaced: [60_000, 0],
  slow: [3_000, 0],
  failed: [3_000, 3_000],
};

/** How a stream ended, for the log. */
export type StreamEnd = ClosingReason | 'unauthorized' | 'gone';

export interface StreamWatcher {
  /** It waits for the database. */
  onDelayed(error: unknown): void;
  onFailed(error: unknown): void;
  /** Called once, when it is decided and not when the last byte is through. */
  onEnded(by: StreamEnd): void;
}

/** What a stream is, and whose. */
export interface StreamNature {
  readonly kind: StreamKind;
  /** Whose right it lives by; null where nobody signed in. */
  readonly actor: SignedInActor | null;
  /** Streams of one kind and holder are counted together. Null: they are not counted. */
  readonly holder: string | number | null;
  readonly format: StreamFormat;
  /** Of a reader who has no room: caught up from the log, or closed where the log keeps too little for that. */
  readonly whenFull: 'catch up' | 'close';
  /** Hears of each batch that was written to the reader. */
  readonly told?: (batch: FeedBatch) => void;
}

export interface StreamEnvironment {
  readonly limits: StreamLimits;
  readonly meter: StreamMeter;
  readonly clock: Clock;
}

/** One open stream: a reader of a feed, and the response that he reads it from. */
export class LiveStream implements FeedSink {
  endedBy: StreamEnd | null = null;
  private follower: FeedFollower | null = null;
  private readonly leaves: (() => void)[] = [];
  /** Events written since the connection was last empty: at least as many as wait. */
  private waiting = 0;
  private beatAt: number;
  private expiresAt: Date | null;

  constructor(
    readonly nature: StreamNature,
    private readonly connection: SseConnection,
    private readonly environment: StreamEnvironment,
    private readonly watcher: StreamWatcher,
  ) {
    this.beatAt = environment.clock.now().getTime() + this.heartbeatMs;
    this.expiresAt = nature.actor?.expiresAt ?? null;
  }

  get framing() {
    return this.connection.framing;
  }

  /** The first words, with what the client must know of his place, and then what the follower brings. */
  begin(hello: string, follower: FeedFollower, resync: Resync | null = null): void {
    if (this.endedBy !== null) {
      follower.leave(); // ended while its feed was being opened
      return;
    }
    this.follower = follower;
    if (resync) this.environment.meter.resynced(resync);
    this.connection.writeText(hello);
    follower.start();
  }

  /** For a stream without a feed. */
  sayText(text: string): void {
    this.connection.writeText(text);
  }

  /** `leave` is called when the stream ends: at once, if it did already. */
  attach(leave: () => void): void {
    if (this.endedBy !== null) leave();
    else this.leaves.push(leave);
  }

  offer(batch: FeedBatch): boolean {
    const written = this.write(this.nature.format.batch(batch, this.framing), batch.events.length);
    if (written) this.tell(batch);
    else if (this.nature.whenFull === 'close') this.close('slow', this.environment.clock.now());
    return written || this.nature.whenFull === 'close';
  }

  /** What is in no log: a reader who has no room for it is closed. False: he did not get it. */
  sayUnstored(bytes: Buffer, events: number): boolean {
    if (this.endedBy !== null) return false;
    const written = this.write(bytes, events);
    if (written) this.environment.meter.sent(events);
    else this.close('slow', this.environment.clock.now());
    return written;
  }

  emptied(): Promise<boolean> {
    return this.connection.emptied();
  }

  delayed(error: unknown): void {
    this.watcher.onDelayed(error);
  }

  lost(resync: Resync): void {
    this.environment.meter.resynced(resync);
    this.connection.writeText(this.nature.format.resync(resync.newest, resync, this.environment.clock.now()));
  }

  failed(error: unknown): void {
    this.watcher.onFailed(error);
    this.close('failed', this.environment.clock.now());
  }

  /** Called often. Says that it is alive when it is time, and ends what has lost its right or takes nothing. True at a beat. */
  tick(now: Date): boolean {
    const ms = now.getTime();
    if (this.expiresAt !== null && this.expiresAt <= now) this.endUnauthorized(now);
    else if (this.connection.stuckFor(ms) >= this.environment.limits.connectionTimeoutMs) this.close('slow', now);
    if (this.endedBy !== null || ms < this.beatAt) return false;
    this.beatAt = ms + this.heartbeatMs;
    if (this.connection.empty) this.connection.writeText(this.nature.format.heartbeat(this.position(), now));
    return true;
  }

  /** The session was refreshed: a stream that a ticket opened lives as long as it. */
  extend(expiresAt: Date): void {
    if (this.nature.actor?.byTicket) this.expiresAt = expiresAt;
  }

  endUnauthorized(now: Date): void {
    this.end('unauthorized', this.nature.format.unauthorized(this.position(), now));
  }

  close(reason: ClosingReason, now: Date): void {
    const [least, spread] = RETRY_MS[reason];
    const retryMs = Math.round(least + Math.random() * spread);
    this.end(reason, this.nature.format.closing(this.position(), reason, retryMs, now));
  }

  get peer(): string | null {
    return this.connection.peer;
  }

  /** The peer vanished without a word. */
  abandon(): void {
    this.connection.abandon();
  }

  /** The peer is gone, or was told to go. */
  release(): void {
    this.settle('gone');
  }

  private end(by: StreamEnd, lastWords: string): void {
    if (this.endedBy !== null) return;
    this.settle(by);
    this.connection.end(lastWords);
  }

  private settle(by: StreamEnd): void {
    if (this.endedBy !== null) return;
    this.endedBy = by;
    this.follower?.leave();
    for (const leave of this.leaves) leave();
    this.watcher.onEnded(by);
  }

  private get heartbeatMs(): number {
    return this.environment.limits.heartbeatMs[this.nature.kind];
  }

  /** Up to where the stream is complete; null before its first event. */
  private position(): number | null {
    return this.follower?.complete() ?? null;
  }

  private tell(batch: FeedBatch): void {
    this.environment.meter.delivered(batch);
    this.nature.told?.(batch);
  }

  /** Writes all of it, or nothing where there is no room. An empty connection takes anything. */
  private write(bytes: Buffer, events: number): boolean {
    if (this.connection.empty) this.waiting = 0;
    else if (this.isFull(bytes, events)) return false;
    this.waiting += events;
    this.connection.write(bytes);
    return true;
  }

  private isFull(bytes: Buffer, events: number): boolean {
    const { queueLimit, queueBytes } = this.environment.limits;
    return this.waiting + events > queueLimit || this.connection.waitingBytes + bytes.length > queueBytes;
  }
}
