import type { Logger } from 'pino';
import type { LogPool } from './log-pool.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Rows at a time: a small batch keeps others waiting for moments only. */
const BATCH = 1_000;

/**
 * Takes the oldest events away, in the order of positions, and says up to where in the same statement. The newest event
 * always stays: it tells where the log is. Channels keep their newest thousand however old (contract §5).
 */
const SWEEP_EVENTS = `WITH
  first AS (SELECT id, position, occurred_at FROM event_log
    WHERE position IS NOT NULL AND stream <> 'channel' ORDER BY position LIMIT ${BATCH}),
  kept AS (SELECT LEAST(
    (SELECT min(position) FROM first WHERE occurred_at >= $1), (SELECT max(position) FROM event_log)) AS position),
  old AS (SELECT first.id FROM first, kept WHERE first.position < kept.position),
  gone AS (DELETE FROM event_log WHERE id IN (SELECT id FROM old) RETURNING position)
  UPDATE event_log_horizon SET swept_to = GREATEST(swept_to, (SELECT max(position) FROM gone))
  WHERE EXISTS (SELECT FROM gone) RETURNING (SELECT count(*) FROM gone)::int AS swept`;

/** Kept for a day (contract §1). */
const SWEEP_KEYS = 'DELETE FROM idempotency_keys WHERE created_at < $1';

/** Deliveries that were done are known again for a day (contract §6). */
const SWEEP_DELIVERIES = 'DELETE FROM webhook_deliveries WHERE created_at < $1';

/** Used ones, after the longest time that a session without a refresh may last. */
const SWEEP_TOKENS = 'DELETE FROM refresh_tokens WHERE used_at < $1';

export interface Retention {
  readonly eventDays: number;
  readonly sessionTtlMs: number;
}

/** Throws away old events, answers under old keys, deliveries and used refresh tokens: at the start, and each hour. */
export class RetentionSweeper {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly pool: LogPool,
    private readonly retention: Retention,
    private readonly logger: Logger,
  ) {}

  start(): void {
    const sweep = () => {
      this.running = this.sweep(new Date()).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'the sweep of old events failed: trying again in an hour');
      });
    };
    this.timer = setInterval(sweep, HOUR_MS).unref();
    sweep();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  async sweep(now: Date): Promise<void> {
    const before = (ms: number) => new Date(now.getTime() - ms);
    while ((await this.sweepEvents(before(this.retention.eventDays * DAY_MS))) === BATCH && !this.stopped);
    await this.pool.query(SWEEP_KEYS, [before(DAY_MS)]);
    await this.pool.query(SWEEP_DELIVERIES, [before(DAY_MS)]);
    await this.pool.query(SWEEP_TOKENS, [before(this.retention.sessionTtlMs)]);
  }

  private async sweepEvents(before: Date): Promise<number> {
    const { rows } = await this.pool.query<{ swept: number }>(SWEEP_EVENTS, [before]);
    return rows[0]?.swept ?? 0;
  }
}
