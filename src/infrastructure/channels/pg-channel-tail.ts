import { inject, injectable } from 'tsyringe';
import { channelKeyOf } from '../../domain/channels/channel.ts';
import { HistoryGone } from '../../domain/shared/history-gone.ts';
import type { ChannelTail } from '../../usecases/ports/channel-tail.ts';
import type { LogRange } from '../../usecases/ports/event-log.ts';
import type { FeedPage } from '../../usecases/ports/live-feed.ts';
import { type HorizonRow, isGone, pageOf, toPage, withHorizon } from '../event-log/log-page.ts';
import { LogPool } from '../event-log/log-pool.ts';
import { subjectOf, TAIL } from './pg-channel-store.ts';

/** The oldest of a full tail; what stands before is on its way out. */
const OLDEST = `SELECT position FROM event_log WHERE stream = 'channel' AND audience[1] = $1 AND position IS NOT NULL
  ORDER BY position DESC OFFSET ${TAIL - 1} LIMIT 1`;

const POSITION = `SELECT max(position) AS position FROM event_log
  WHERE subject = $2 AND position >= COALESCE((${OLDEST}), 0)`;

const BEGINNING = `SELECT COALESCE((${OLDEST}) - 1,
  (SELECT min(position) - 1 FROM event_log WHERE stream = 'channel' AND audience[1] = $1),
  event_log_head()) AS position`;

const PAGE = withHorizon(
  pageOf(
    `SELECT * FROM event_log
  WHERE stream = 'channel' AND audience[1] = $1 AND position > $2 AND position <= $3
  ORDER BY position`,
    '$4',
  ),
  '(SELECT trimmed_to AS swept_to FROM channels WHERE name = $5)',
);

@injectable()
export class PgChannelTail implements ChannelTail {
  constructor(@inject(LogPool) private readonly pool: LogPool) {}

  async positionAfter(channel: string, lastEventId: string): Promise<number | null> {
    if (lastEventId === '') return null;
    const { rows } = await this.pool.query<Place>(POSITION, [channelKeyOf(channel), subjectOf(channel, lastEventId)]);
    const position = rows[0]?.position ?? null;
    return position === null ? null : Number(position);
  }

  async read(channel: string, { after, upTo, limit }: LogRange): Promise<FeedPage> {
    const values = [channelKeyOf(channel), after, upTo, limit, channel];
    const { rows } = await this.pool.query<HorizonRow>(PAGE, values);
    if (isGone(after, rows)) throw new HistoryGone((await this.beginning(channel)) + 1);
    return toPage(rows);
  }

  async beginning(channel: string): Promise<number> {
    const { rows } = await this.pool.query<Place>(BEGINNING, [channelKeyOf(channel)]);
    return Number(rows[0]?.position);
  }
}

interface Place {
  readonly position: string | null;
}
