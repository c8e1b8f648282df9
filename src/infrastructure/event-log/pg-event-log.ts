import { inject, injectable } from 'tsyringe';
import { audienceKeyOf } from '../../domain/audience/audience.ts';
import { type Actor, seesEverything } from '../../domain/shared/actor.ts';
import { HistoryGone } from '../../domain/shared/history-gone.ts';
import type { EventLog, LogPlace, LogRange, Standing } from '../../usecases/ports/event-log.ts';
import type { FeedPage, FeedStream } from '../../usecases/ports/live-feed.ts';
import { type HorizonRow, isGone, pageOf, toPage, withHorizon } from './log-page.ts';
import { LogPool } from './log-pool.ts';
import { sharedRead } from './shared-read.ts';

const BOUNDS = `SELECT
  COALESCE((SELECT min(position) FROM event_log WHERE position > swept_to), newest) AS oldest, newest, swept_to,
  EXISTS (SELECT FROM event_log_jumps WHERE $1 > after_position AND $1 < before_position) AS in_jump
  FROM (SELECT event_log_head() AS newest, swept_to FROM event_log_horizon) AS log`;

/** For those who see (nearly) all: walks along the positions. */
const READ_MOST = withHorizon(
  pageOf(
    `SELECT * FROM event_log
  WHERE position > $1 AND position <= $2 AND stream = 'role' AND audience && $3::text[]
  ORDER BY position`,
    '$4',
  ),
);

/**
 * For the others: `+ 0` hides the order from the planner, so that it looks the person up instead of walking along
 * everybody's events. What is not his any more is left out, but for the news that it went; what went while it was his
 * stays, so that replay tells of it what the live stream told.
 */
const READ_OWN = withHorizon(
  pageOf(
    `SELECT * FROM event_log AS event
  WHERE position > $1 AND position <= $2 AND stream = 'role' AND audience && $3::text[]
  AND (type LIKE '%.deleted' OR type LIKE '%.unassigned'
    OR EXISTS (SELECT FROM estimates
      WHERE id = substring(subject FROM '^estimate:(\\d+)$')::int AND foreman_id = $5)
    OR EXISTS (SELECT FROM project_foremen
      WHERE project_id = substring(subject FROM '^project:(\\d+)$')::int AND user_id = $5)
    OR EXISTS (SELECT FROM event_log AS loss WHERE loss.subject = event.subject AND loss.position > event.position
      AND loss.type LIKE '%.deleted' AND loss.audience && $3::text[]))
  ORDER BY position + 0`,
    '$4',
  ),
);

/** What is for one key alone is never changed and never taken away from whoever holds the key. */
const READ_KEY = withHorizon(
  pageOf(
    `SELECT * FROM event_log
  WHERE position > $1 AND position <= $2 AND stream = $5 AND audience && $3::text[]
  ORDER BY position + 0`,
    '$4',
  ),
);

const PAGES = { most: READ_MOST, own: READ_OWN, key: READ_KEY };

/** As long as a crowd takes to come back; a page is 1 MiB at most. */
const KEPT = { keptMs: 1_000, most: 16 };

interface PageQuestion {
  readonly of: keyof typeof PAGES;
  /** The parameters of all of them: after, up to, key, limit. */
  readonly range: readonly [number, number, string, number];
  /** The fifth. */
  readonly by?: number | string;
}

/** When all come back at once, most of them ask the same. */
@injectable()
export class PgEventLog implements EventLog {
  readonly place = sharedRead<number, LogPlace>(String, (position) => this.look(position));
  private readonly page = sharedRead<PageQuestion, FeedPage>(JSON.stringify, (question) => this.readPage(question));
  /** What somebody who sees everything may see of a part of the log is always the same. */
  private readonly keptPage = sharedRead<PageQuestion, FeedPage>(JSON.stringify, (page) => this.readPage(page), KEPT);

  constructor(@inject(LogPool) private readonly pool: LogPool) {}

  private async look(position: number): Promise<LogPlace> {
    const { rows } = await this.pool.query<Bounds>(BOUNDS, [position]);
    const [bounds] = rows;
    if (!bounds) throw new Error('the bounds of the event log are one row');
    const [oldest, newest] = [Number(bounds.oldest), Number(bounds.newest)];
    return { standing: standingOf(position, newest, bounds), oldest, newest };
  }

  read(reader: Actor, { after, upTo, limit }: LogRange): Promise<FeedPage> {
    const range = [after, upTo, audienceKeyOf(reader), limit] as const;
    return seesEverything(reader)
      ? this.keptPage({ of: 'most', range })
      : this.page({ of: 'own', range, by: reader.id });
  }

  readFor(stream: FeedStream, key: string, { after, upTo, limit }: LogRange): Promise<FeedPage> {
    return this.page({ of: 'key', range: [after, upTo, key, limit], by: stream });
  }

  private async readPage({ of, range: [after, upTo, key, limit], by }: PageQuestion): Promise<FeedPage> {
    const values = [after, upTo, [key], limit, ...(by === undefined ? [] : [by])];
    const { rows } = await this.pool.query<HorizonRow>(PAGES[of], values);
    if (isGone(after, rows)) throw new HistoryGone((await this.look(after)).oldest);
    return toPage(rows);
  }
}

interface Bounds {
  readonly oldest: string;
  readonly newest: string;
  readonly swept_to: string;
  readonly in_jump: boolean;
}

/** 0 stands before the oldest kept event, whatever was swept. */
function standingOf(position: number, newest: number, bounds: Bounds): Standing {
  if (position === 0) return 'known';
  if (position > newest || bounds.in_jump) return 'unknown';
  return position < Number(bounds.swept_to) ? 'expired' : 'known';
}
