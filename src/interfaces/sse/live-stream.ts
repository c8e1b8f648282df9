import type { FeedFollower } from '../../usecases/live-feed/feed-follower.ts';
import type { FeedSink, Resync } from '../../usecases/live-feed/feed-sink.ts';
import type { FeedBatch } from '../../usecases/ports/live-feed.ts';
import { BoundedWriter } from './bounded-writer.ts';
import { comeBackMs } from './come-back.ts';
import type { SseConnection } from './sse-connection.ts';
import type { ClosingReason } from './stream-format.ts';
import type { StreamEnd, StreamEnvironment, StreamNature, StreamWatcher } from './stream-nature.ts';

/** One open stream: a reader of a feed, and the response that he reads it from. */
export class LiveStream implements FeedSink {
  endedBy: StreamEnd | null = null;
  private follower: FeedFollower | null = null;
  private readonly leaves: (() => void)[] = [];
  private readonly writer: BoundedWriter;
  private beatAt: number;
  private expiresAt: Date | null;

  constructor(
    readonly nature: StreamNature,
    private readonly connection: SseConnection,
    private readonly environment: StreamEnvironment,
    private readonly watcher: StreamWatcher,
  ) {
    this.writer = new BoundedWriter(connection, environment.limits);
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
    const written = this.writer.write(this.nature.format.batch(batch, this.framing), batch.events.length);
    if (written) this.tell(batch);
    else if (this.nature.whenFull === 'close') this.close('slow', this.environment.clock.now());
    return written || this.nature.whenFull === 'close';
  }

  /** What is in no log: a reader who has no room for it is closed. False: he did not get it. */
  sayUnstored(bytes: Buffer, events: number): boolean {
    if (this.endedBy !== null) return false;
    const written = this.writer.write(bytes, events);
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
    this.end(reason, this.nature.format.closing(this.position(), reason, comeBackMs(reason), now));
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
}
