import { inject, injectable } from 'tsyringe';
import { FindEndedSessions } from '../../usecases/people/find-ended-sessions.ts';
import { type SessionWatcher, WatchSessions } from '../../usecases/people/watch-sessions.ts';
import { Clock } from '../../usecases/ports/clock.ts';
import { HttpLogger } from '../http/http-logger.ts';
import { Rarely } from '../http/rarely.ts';
import { EndedSessions } from './ended-sessions.ts';
import type { LiveStream } from './live-stream.ts';
import { SilentPeers } from './silent-peers.ts';
import { type StreamKind, StreamLimits } from './stream-limits.ts';

/** How exactly the times of streams are kept, at most. */
const TICK_MS = 250;
/** How often it is looked whether peers vanished. */
const LOOK_MS = 2_500;

/** All streams of this process, of every kind: the set that is written to is the set that is counted. */
@injectable()
export class OpenStreams implements SessionWatcher {
  private readonly open = new Set<LiveStream>();
  /** By kind and holder, in the order of their opening. */
  private readonly byHolder = new Map<string, Set<LiveStream>>();
  private readonly unwatch: () => void;
  private readonly ticking: NodeJS.Timeout;
  private readonly looking: NodeJS.Timeout;
  private readonly silentPeers = new SilentPeers();
  private readonly rarely = new Rarely();
  private readonly ended = new EndedSessions();
  private closing = false;
  private emptied: () => void = () => undefined;

  constructor(
    @inject(StreamLimits) private readonly limits: StreamLimits,
    @inject(FindEndedSessions) private readonly findEnded: FindEndedSessions,
    @inject(WatchSessions) watchSessions: WatchSessions,
    @inject(Clock) private readonly clock: Clock,
    @inject(HttpLogger) private readonly logger: HttpLogger,
  ) {
    this.unwatch = watchSessions.execute(this);
    const everyMs = Math.min(TICK_MS, Math.min(...Object.values(limits.heartbeatMs)) / 4);
    this.ticking = setInterval(() => this.tick(), everyMs).unref();
    this.looking = setInterval(() => void this.abandonSilent(), LOOK_MS).unref();
  }

  /** Resolves when it is known that its session did not end while it was being opened; or else it was ended. */
  async add(stream: LiveStream): Promise<void> {
    this.open.add(stream);
    const name = holderOf(stream);
    if (name !== null) this.addTo(name, stream);
    if (this.closing) stream.close('shutdown', this.clock.now());
    const { actor } = stream.nature;
    if (actor && this.ended.has(actor.sessionId)) stream.endUnauthorized(this.clock.now());
    else if (this.ended.isIncomplete(performance.now())) await this.recheck([stream]);
  }

  remove(stream: LiveStream): void {
    const name = holderOf(stream);
    const held = name === null ? undefined : this.byHolder.get(name);
    held?.delete(stream);
    if (name !== null && held?.size === 0) this.byHolder.delete(name);
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

  onEnded(sessionId: string): void {
    this.ended.add(sessionId, performance.now());
    this.endSessions(new Set([sessionId]));
  }

  onExtended(sessionId: string, expiresAt: Date): void {
    for (const stream of this.open) if (stream.nature.actor?.sessionId === sessionId) stream.extend(expiresAt);
  }

  onMissed(): void {
    this.ended.addUnknown(performance.now());
    void this.recheck([...this.open]);
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

  private addTo(name: string, stream: LiveStream): void {
    const held = this.byHolder.get(name) ?? new Set();
    this.byHolder.set(name, held.add(stream));
    const most = this.limits.perHolder[stream.nature.kind];
    const [oldest] = held;
    if (most === 0 || held.size <= most || !oldest) return;
    oldest.close('replaced', this.clock.now());
    this.remove(oldest);
  }

  private tick(): void {
    const now = this.clock.now();
    const beaten = [...this.open].filter((stream) => stream.tick(now));
    if (beaten.length === 0) return;
    void this.recheck(beaten);
  }

  private async abandonSilent(): Promise<void> {
    if (this.open.size === 0) return;
    const silent = await this.silentPeers.look(performance.now());
    if (silent.size === 0) return;
    for (const stream of this.open) if (stream.peer !== null && silent.has(stream.peer)) stream.abandon();
  }

  /** Ends those whose session is over. A database that does not answer is no refusal: then they go on. */
  private async recheck(streams: readonly LiveStream[]): Promise<void> {
    const ids = new Set(streams.flatMap(({ nature }) => nature.actor?.sessionId ?? []));
    if (ids.size === 0) return;
    try {
      this.endSessions(new Set(await this.findEnded.execute([...ids])));
    } catch (error) {
      this.logger[this.rarely.level()]({ err: error }, 'SSE sessions could not be checked');
    }
  }

  private endSessions(ids: ReadonlySet<string>): void {
    if (ids.size === 0) return;
    for (const stream of this.open) {
      const { actor } = stream.nature;
      if (actor && ids.has(actor.sessionId)) stream.endUnauthorized(this.clock.now());
    }
  }
}

function holderOf({ nature: { kind, holder } }: LiveStream): string | null {
  return holder === null ? null : `${kind} ${holder}`;
}
