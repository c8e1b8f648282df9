import { inject, injectable } from 'tsyringe';
import { PROGRAM } from '../../domain/audience/audience.ts';
import type { SessionId } from '../../domain/people/session.ts';
import { type FeedEvent, LiveFeed } from '../ports/live-feed.ts';

/** Told of each session that changes, on whichever instance that happened, as soon as it is committed. */
export interface SessionWatcher {
  onEnded(id: SessionId): void;
  /** It was refreshed. */
  onExtended(id: SessionId, expiresAt: Date): void;
  /** Some changes may never be told: look for yourself. */
  onMissed(): void;
}

@injectable()
export class WatchSessions {
  constructor(@inject(LiveFeed) private readonly feed: LiveFeed) {}

  /** Returns how to stop. */
  execute(watcher: SessionWatcher): () => void {
    return this.feed.join({
      stream: 'system',
      keys: [PROGRAM],
      receive: ({ events }) => {
        for (const event of events) tell(watcher, event);
      },
      missed: () => watcher.onMissed(),
    });
  }
}

function tell(watcher: SessionWatcher, { type, data }: FeedEvent): void {
  if (type !== 'session.revoked' && type !== 'session.changed') return;
  const session = JSON.parse(data) as { session_id: string; expires_at: string };
  if (type === 'session.revoked') watcher.onEnded(session.session_id);
  else watcher.onExtended(session.session_id, new Date(session.expires_at));
}
