import { inject, injectable } from 'tsyringe';
import { PROGRAM } from '../../domain/audience/audience.ts';
import type { SessionId } from '../../domain/people/session.ts';
import { LiveFeed } from '../ports/live-feed.ts';

/** Hears of each session that is revoked, on whichever instance that happened, as soon as it is committed. */
@injectable()
export class WatchEndedSessions {
  constructor(@inject(LiveFeed) private readonly feed: LiveFeed) {}

  /** Returns how to stop. */
  execute(onEnded: (id: SessionId) => void): () => void {
    return this.feed.join({
      stream: 'system',
      keys: [PROGRAM],
      receive: ({ events }) => {
        for (const event of events) {
          if (event.type === 'session.revoked') onEnded((JSON.parse(event.data) as { session_id: string }).session_id);
        }
      },
    });
  }
}
