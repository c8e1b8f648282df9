import { inject, injectable } from 'tsyringe';
import { FindEndedSessions } from '../../usecases/people/find-ended-sessions.ts';
import { WatchSessions } from '../../usecases/people/watch-sessions.ts';
import { Clock } from '../../usecases/ports/clock.ts';
import { HttpLogger } from '../http/http-logger.ts';
import { HeldStreams } from './held-streams.ts';
import type { LiveStream } from './live-stream.ts';
import { SilentPeers } from './silent-peers.ts';
import { type StreamKind, StreamLimits } from './stream-limits.ts';
import { StreamRights } from './stream-rights.ts';

/** How exactly the times of streams are kept, at most. */
const TICK_MS = 250;
/** How often it is looked whether peers vanished. */
const LOOK_MS = 2_500;

/** All streams of this process, of every kind: the set that is written to is the set that is counted. */
@injectable()
export class OpenStreams {
  private readonly open = new Set<LiveStream>();
  private readonly held: HeldStreams;
  private readonly rights: StreamRights;
  private readonly unwatch: () => void;
  private readonly ticking: NodeJS.Timeout;
  private readonly looking: NodeJS.Timeout;
  private readonly silentPeers = new SilentPeers();
  private closing = false;
  private emptied: () => void = () => undefined;

  constructor(
    @inject(StreamLimits) limits: StreamLimits,
    @inject(FindEndedSessions) findEnded: FindEndedSessions,
    @inject(WatchSessions) watchSessions: WatchSessions,
    @inject(Clock) private readonly clock: Clock,
    @inject(HttpLogger) logger: HttpLogger,
  ) {
    this.held = new HeldStreams(limits.perHolder);
    this.rights = new StreamRights(this.open, findEnded, clock, logger);
    this.unwatch = watchSessions.execute(this.rights);
    const everyMs = Math.min(TICK_MS, Math.min(...Object.values(limits.heartbeatMs)) / 4);
    this.ticking = setInterval(() => this.tick(), everyMs).unref();
    this.looking = setInterval(() => void this.abandonSilent(), LOOK_MS).unref();
  }

  /** Resolves when it is known that its session did not end while it was being opened; or else it was ended. */
  async add(stream: LiveStream): Promise<void> {
    this.open.add(stream);
    const oldest = this.held.add(stream);
    if (oldest) this.replace(oldest);
    if (this.closing) stream.close('shutdown', this.clock.now());
    await this.rights.admit(stream);
  }

  remove(stream: LiveStream): void {
    this.held.remove(stream);
    this.open.delete(stream);
    stream.release();
    if (this.open.size === 0) this.emptied();
  }

  get size(): number {
    return this.open.size;
  }

  /** How many streams are open of each kind, by the role of whoever opened them; `guest` where nobody signed in. */
  counts(): Map<StreamKind, Map<string, number>> {
    const counts = new Map<StreamKind, Map<string, number>>();
    for (const { nature } of this.open) {
      const ofKind = counts.get(nature.kind) ?? new Map<string, number>();
      const role = nature.actor?.role ?? 'guest';
      counts.set(nature.kind, ofKind.set(role, (ofKind.get(role) ?? 0) + 1));
    }
    return counts;
  }

  /** Role streams that are open, by user. */
  roleStreamsByUser(): Map<number, number> {
    const counts = new Map<number, number>();
    for (const { nature } of this.open) {
      if (nature.kind === 'role' && nature.actor) counts.set(nature.actor.id, (counts.get(nature.actor.id) ?? 0) + 1);
    }
    return counts;
  }

  /** Says good-bye to everybody, and to whoever still comes. */
  shutDown(): void {
    this.closing = true;
    clearInterval(this.ticking);
    clearInterval(this.looking);
    this.unwatch();
    for (const stream of this.open) stream.close('shutdown', this.clock.now());
  }

  /** Resolves when none is open: each has taken its last words, or its time for that is over. */
  async finished(): Promise<void> {
    if (this.open.size === 0) return;
    await new Promise<void>((resolve) => {
      this.emptied = resolve;
    });
  }

  private replace(stream: LiveStream): void {
    stream.close('replaced', this.clock.now());
    this.remove(stream);
  }

  private tick(): void {
    const now = this.clock.now();
    const beaten = [...this.open].filter((stream) => stream.tick(now));
    void this.rights.recheck(beaten);
  }

  private async abandonSilent(): Promise<void> {
    if (this.open.size === 0) return;
    const silent = await this.silentPeers.look(performance.now());
    if (silent.size === 0) return;
    for (const stream of this.open) if (stream.peer !== null && silent.has(stream.peer)) stream.abandon();
  }
}
