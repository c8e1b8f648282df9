import type { FindEndedSessions } from '../../usecases/people/find-ended-sessions.ts';
import type { SessionWatcher } from '../../usecases/people/watch-sessions.ts';
import type { Clock } from '../../usecases/ports/clock.ts';
import type { HttpLogger } from '../http/http-logger.ts';
import { Rarely } from '../http/rarely.ts';
import { EndedSessions } from './ended-sessions.ts';
import type { LiveStream } from './live-stream.ts';

/** Ends the streams whose session is over. */
export class StreamRights implements SessionWatcher {
  private readonly rarely = new Rarely();
  private readonly ended = new EndedSessions();

  constructor(
    private readonly open: ReadonlySet<LiveStream>,
    private readonly findEnded: FindEndedSessions,
    private readonly clock: Clock,
    private readonly logger: HttpLogger,
  ) {}

  /** Resolves when it is known that its session did not end while it was being opened; or else it was ended. */
  async admit(stream: LiveStream): Promise<void> {
    const { actor } = stream.nature;
    if (actor && this.ended.has(actor.sessionId)) stream.endUnauthorized(this.clock.now());
    else if (this.ended.isIncomplete(performance.now())) await this.recheck([stream]);
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

  /** A database that does not answer is no refusal: then they go on. */
  async recheck(streams: readonly LiveStream[]): Promise<void> {
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
