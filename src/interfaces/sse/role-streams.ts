import { inject, injectable } from 'tsyringe';
import { FindEndedSessions } from '../../usecases/people/find-ended-sessions.ts';
import { type SessionWatcher, WatchSessions } from '../../usecases/people/watch-sessions.ts';
import { Clock } from '../../usecases/ports/clock.ts';
import { HttpLogger } from '../http/http-logger.ts';
import type { RoleStream } from './role-stream.ts';
import { StreamLimits } from './stream-limits.ts';

/** How exactly the times of streams are kept, at most. */
const TICK_MS = 250;

/** All role streams of this process: the set that is written to is the set that is counted. */
@injectable()
export class RoleStreams implements SessionWatcher {
  private readonly open = new Set<RoleStream>();
  /** In the order of their opening. */
  private readonly byUser = new Map<number, Set<RoleStream>>();
  private readonly unwatch: () => void;
  private readonly ticking: NodeJS.Timeout;
  private closing = false;

  constructor(
    @inject(StreamLimits) private readonly limits: StreamLimits,
    @inject(FindEndedSessions) private readonly findEnded: FindEndedSessions,
    @inject(WatchSessions) watchSessions: WatchSessions,
    @inject(Clock) private readonly clock: Clock,
    @inject(HttpLogger) private readonly logger: HttpLogger,
  ) {
    this.unwatch = watchSessions.execute(this);
    this.ticking = setInterval(() => this.tick(), Math.min(TICK_MS, limits.keepaliveIntervalMs / 4)).unref();
  }

  add(stream: RoleStream): void {
    const { id } = stream.actor;
    const ofUser = this.byUser.get(id) ?? new Set();
    this.byUser.set(id, ofUser.add(stream));
    this.open.add(stream);
    if (this.closing) stream.close('shutdown', this.clock.now());
    else if (this.limits.perUser > 0 && ofUser.size > this.limits.perUser) this.closeOldest(ofUser);
  }

  remove(stream: RoleStream): void {
    const { id } = stream.actor;
    const ofUser = this.byUser.get(id);
    ofUser?.delete(stream);
    if (ofUser?.size === 0) this.byUser.delete(id);
    this.open.delete(stream);
    stream.release();
  }

  countsByRole(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { actor } of this.open) counts.set(actor.role, (counts.get(actor.role) ?? 0) + 1);
    return counts;
  }

  /** Streams that are open, by user. */
  counts(): Map<number, number> {
    return new Map([...this.byUser].map(([id, streams]) => [id, streams.size]));
  }

  /** Ends those whose session is over. A database that does not answer is no refusal: then they go on. */
  async recheck(streams: readonly RoleStream[]): Promise<void> {
    const ids = new Set(streams.map((stream) => stream.actor.sessionId));
    try {
      this.endSessions(new Set(await this.findEnded.execute([...ids])));
    } catch (error) {
      this.logger.warn({ err: error }, 'SSE sessions could not be checked');
    }
  }

  onEnded(sessionId: string): void {
    this.endSessions(new Set([sessionId]));
  }

  onExtended(sessionId: string, expiresAt: Date): void {
    for (const stream of this.open) if (stream.actor.sessionId === sessionId) stream.extend(expiresAt);
  }

  /** Says good-bye to everybody, and to whoever still comes. */
  shutDown(): void {
    this.closing = true;
    clearInterval(this.ticking);
    this.unwatch();
    for (const stream of this.open) stream.close('shutdown', this.clock.now());
  }

  private closeOldest(ofUser: ReadonlySet<RoleStream>): void {
    const [oldest] = ofUser;
    if (!oldest) return;
    oldest.close('replaced', this.clock.now());
    this.remove(oldest);
  }

  private tick(): void {
    const now = this.clock.now();
    const beaten = [...this.open].filter((stream) => stream.tick(now));
    if (beaten.length === 0) return;
    void this.recheck(beaten);
  }

  private endSessions(ids: ReadonlySet<string>): void {
    for (const stream of this.open) {
      if (ids.has(stream.actor.sessionId)) stream.endUnauthorized(this.clock.now());
    }
  }
}
