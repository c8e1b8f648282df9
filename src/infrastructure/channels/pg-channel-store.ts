import { createHash, randomUUID } from 'node:crypto';
import { channelKeyOf, type UpstreamState } from '../../domain/channels/channel.ts';
import type { LogPool } from '../event-log/log-pool.ts';
import type { SourceEvent } from './source-reader.ts';

/** Events of each channel that are kept (contract §5). */
export const TAIL = 1_000;
/** Before that an event stays in any case: each instance has to read it from the log first, also in the midst of many. */
const GRACE = "interval '10 seconds'";
/** At a time: after many at once, they go little by little. */
const TRIMMED = 500;
/** Of what the source calls its event, as the type of a row: the whole name stands in its data. */
const TYPE_LENGTH = 200;

const TAKE = `INSERT INTO channels AS channel (name, holder, held_until, fence)
  VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms', 1)
  ON CONFLICT (name) DO UPDATE SET
    holder = EXCLUDED.holder, held_until = clock_timestamp() + $3 * interval '1 ms', fence = channel.fence + 1
  WHERE channel.holder IS NULL OR channel.holder = EXCLUDED.holder OR channel.held_until <= clock_timestamp() OR $4
  RETURNING fence, last_event_id`;

const RENEW = `UPDATE channels SET held_until = clock_timestamp() + $3 * interval '1 ms'
  WHERE name = $1 AND holder = $2`;

const RELEASE = 'UPDATE channels SET holder = NULL, held_until = NULL WHERE name = $1 AND holder = $2';

/**
 * One statement, so one transaction: the row of the channel is the fence, and holds it until the events are visible.
 * Nothing is stored for a holder who lost it. What is trimmed is found along the index of the tail, from both its ends.
 */
const APPEND = `WITH
  old AS MATERIALIZED (SELECT id, position FROM (SELECT id, position, occurred_at FROM event_log
    WHERE stream = 'channel' AND audience[1] = $5 AND position <= (SELECT position FROM event_log
      WHERE stream = 'channel' AND audience[1] = $5 AND position IS NOT NULL
      ORDER BY position DESC OFFSET $10 LIMIT 1)
    ORDER BY position LIMIT ${TRIMMED}) AS oldest WHERE occurred_at < clock_timestamp() - ${GRACE}),
  fence AS (UPDATE channels SET last_event_id = COALESCE($4, last_event_id),
      trimmed_to = COALESCE((SELECT max(position) FROM old), trimmed_to)
    WHERE name = $1 AND holder = $2 AND fence = $3 RETURNING name),
  added AS (INSERT INTO event_log (id, stream, type, subject, audience, data, occurred_at)
    SELECT event.id, 'channel', event.type, event.subject, ARRAY[$5::text], event.data::json, clock_timestamp()
    FROM fence, unnest($6::uuid[], $7::text[], $8::text[], $9::text[]) WITH ORDINALITY
      AS event (id, type, subject, data, place)
    ORDER BY event.place),
  trimmed AS (DELETE FROM event_log USING fence WHERE id IN (SELECT id FROM old))
  SELECT FROM fence`;

/** Whoever holds the source says how it stands; while nobody does, anybody may. */
const BEAT = `INSERT INTO channels AS channel (name, upstream, alive_until)
  VALUES ($1, $3, clock_timestamp() + $4 * interval '1 ms')
  ON CONFLICT (name) DO UPDATE SET alive_until = EXCLUDED.alive_until,
    upstream = CASE WHEN channel.holder <> $2 AND channel.held_until > clock_timestamp()
      THEN channel.upstream ELSE EXCLUDED.upstream END
  RETURNING upstream`;

const UPSTREAM = 'SELECT upstream FROM channels WHERE name = $1';

/** The source of a channel, held for its next connection. */
export interface Taken {
  /** What is stored must name it. */
  readonly fence: string;
  /** What the source called the last event that was stored. */
  readonly lastEventId: string | null;
}

/** The rows of relayed channels and of their events, as one instance writes them. All times by the database's clock. */
export class PgChannelStore {
  private readonly holder = randomUUID();

  constructor(private readonly pool: LogPool) {}

  /**
   * Holds the source for `leaseMs`, and outdates what was begun under an older fence. Null: another instance has it.
   * `byForce`: whoever had it is known to be gone.
   */
  async take(channel: string, leaseMs: number, byForce: boolean): Promise<Taken | null> {
    const values = [channel, this.holder, leaseMs, byForce];
    const { rows } = await this.pool.query<{ fence: string; last_event_id: string | null }>(TAKE, values);
    return rows[0] ? { fence: rows[0].fence, lastEventId: rows[0].last_event_id } : null;
  }

  /** False: it is another's by now. */
  async renew(channel: string, leaseMs: number): Promise<boolean> {
    return (await this.pool.query(RENEW, [channel, this.holder, leaseMs])).rowCount === 1;
  }

  async release(channel: string): Promise<void> {
    await this.pool.query(RELEASE, [channel, this.holder]);
  }

  /** Stores events and the place of the source behind them, both or neither. False: the fence is outdated. */
  async append(channel: string, fence: string, batch: SourceBatch): Promise<boolean> {
    const { events, lastEventId } = batch;
    const { rowCount } = await this.pool.query(APPEND, [
      channel,
      this.holder,
      fence,
      lastEventId,
      channelKeyOf(channel),
      events.map(() => randomUUID()),
      events.map(typeOf),
      events.map((event) => subjectOf(channel, event.id)),
      events.map((event) => JSON.stringify(event)),
      TAIL - events.length,
    ]);
    return rowCount === 1;
  }

  /** A sign of life of the channel, good for `ttlMs`. Answers how its source stands. */
  async beat(channel: string, own: UpstreamState, ttlMs: number): Promise<UpstreamState> {
    const { rows } = await this.pool.query<{ upstream: UpstreamState }>(BEAT, [channel, this.holder, own, ttlMs]);
    return rows[0]?.upstream ?? own;
  }

  /** As whoever holds the source said it last. Null: nobody ever did. */
  async upstreamOf(channel: string): Promise<UpstreamState | null> {
    const { rows } = await this.pool.query<{ upstream: UpstreamState }>(UPSTREAM, [channel]);
    return rows[0]?.upstream ?? null;
  }
}

/** What one turn of the source brought. At most `TAIL` events. */
export interface SourceBatch {
  readonly events: readonly SourceEvent[];
  /** Null: as it was. */
  readonly lastEventId: string | null;
}

/** Ids of sources may be longer than an index takes. */
export function subjectOf(channel: string, id: string | undefined): string {
  return id ? `${channelKeyOf(channel)}:${createHash('sha256').update(id).digest('hex')}` : channelKeyOf(channel);
}

/** `text` of the database takes no NUL; the data, being JSON, has it as `\u0000`. */
function typeOf({ event = 'message' }: SourceEvent): string {
  return event.slice(0, TYPE_LENGTH).replaceAll('\0', '\uFFFD');
}
