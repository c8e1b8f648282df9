import type { FeedFollower, FeedSink } from '../../usecases/live-feed/feed-follower.ts';
import type { RoleFeed } from '../../usecases/live-feed/open-role-feed.ts';
import type { SignedInActor } from '../../usecases/people/authenticate.ts';
import type { FeedBatch } from '../../usecases/ports/live-feed.ts';
import {
  batchBytes,
  type ClosingReason,
  closingFrame,
  helloFrames,
  keepaliveFrame,
  unauthorizedFrame,
} from './role-format.ts';
import type { SseConnection } from './sse-connection.ts';
import type { StreamLimits } from './stream-limits.ts';
import type { StreamMetrics } from './stream-metrics.ts';

/** How a stream ended, for the log. */
export type RoleStreamEnd = ClosingReason | 'unauthorized' | 'gone' | 'failed';

export interface RoleStreamWatcher {
  onFailed(error: unknown): void;
  /** Called once, when it is decided and not when the last byte is through. */
  onEnded(by: RoleStreamEnd): void;
}

/** One open role stream: a reader of the feed, and the response that he reads it from. */
export class RoleStream implements FeedSink {
  endedBy: RoleStreamEnd | null = null;
  private follower: FeedFollower | null = null;
  /** Events written since the connection was last empty: at least as many as wait. */
  private waiting = 0;
  private beatAt: number;
  private expiresAt: Date;

  constructor(
    readonly actor: SignedInActor,
    private readonly connection: SseConnection,
    private readonly limits: StreamLimits,
    private readonly metrics: StreamMetrics,
    now: Date,
    private readonly watcher: RoleStreamWatcher,
  ) {
    this.beatAt = now.getTime() + limits.keepaliveIntervalMs;
    this.expiresAt = actor.expiresAt;
  }

  begin({ position, resync, follower }: RoleFeed, now: Date): void {
    if (this.endedBy !== null) {
      follower.leave(); // ended while its feed was being opened
      return;
    }
    this.follower = follower;
    if (resync) this.metrics.resynced(resync);
    this.connection.writeText(helloFrames(position, resync, now));
    follower.start();
  }

  offer(batch: FeedBatch): boolean {
    const bytes = batchBytes(batch, this.connection.framing);
    if (this.connection.empty) this.waiting = 0;
    else if (this.isFull(batch, bytes)) return false;
    this.waiting += batch.events.length;
    this.connection.write(bytes);
    this.metrics.delivered(batch);
    return true;
  }

  emptied(): Promise<boolean> {
    return this.connection.emptied();
  }

  failed(error: unknown): void {
    this.watcher.onFailed(error);
    this.end('failed', '');
  }

  /** Called often. Says keepalive when it is time, and ends what has lost its right or takes nothing. True at a beat. */
  tick(now: Date): boolean {
    const ms = now.getTime();
    if (this.expiresAt <= now) this.endUnauthorized(now);
    else if (this.connection.stuckFor(ms) >= this.limits.connectionTimeoutMs) this.close('slow', now);
    if (this.endedBy !== null || ms < this.beatAt) return false;
    this.beatAt = ms + this.limits.keepaliveIntervalMs;
    if (this.connection.empty) this.connection.writeText(keepaliveFrame(this.position(), now));
    return true;
  }

  /** The session was refreshed: a stream that a ticket opened lives as long as it. */
  extend(expiresAt: Date): void {
    if (this.actor.byTicket) this.expiresAt = expiresAt;
  }

  endUnauthorized(now: Date): void {
    this.end('unauthorized', unauthorizedFrame(this.position(), now));
  }

  close(reason: ClosingReason, now: Date): void {
    const [least, spread] = reason === 'shutdown' ? [1_000, 4_000] : [3_000, 0];
    this.end(reason, closingFrame(this.position(), reason, Math.round(least + Math.random() * spread), now));
  }

  /** The peer is gone, or was told to go. */
  release(): void {
    this.settle('gone');
  }

  private end(by: RoleStreamEnd, lastWords: string): void {
    if (this.endedBy !== null) return;
    this.settle(by);
    this.connection.end(lastWords);
  }

  private settle(by: RoleStreamEnd): void {
    if (this.endedBy !== null) return;
    this.endedBy = by;
    this.follower?.leave();
    this.watcher.onEnded(by);
  }

  /** Up to where the stream is complete; null before its first event. */
  private position(): number | null {
    return this.follower?.complete() ?? null;
  }

  private isFull(batch: FeedBatch, bytes: Buffer): boolean {
    const { queueLimit, queueBytes } = this.limits;
    return this.waiting + batch.events.length > queueLimit || this.connection.waitingBytes + bytes.length > queueBytes;
  }
}
