import type { Logger } from 'pino';
import type { FeedEvent } from '../../usecases/ports/live-feed.ts';
import { TroubleSeries } from '../logging/trouble-series.ts';
import type { LogPool } from './log-pool.ts';
import { COLUMNS, type LogRow, toFeedEvent } from './log-rows.ts';

/** How often it looks without having heard anything: notifications are hints, and may be lost. */
const POLL_MS = 1_000;
/** Joined into one batch at most; also the bound on what one batch puts into a slow reader's queue. */
const PAGE = 100;

/** Of data, in UTF-16 units: large events go on one by one. */
const PART_SIZE = 1024 * 1024;

const HEAD = 'SELECT event_log_head() AS head';
/** A row in any case: up to where events may be gone, by age or as the tail of a channel, at that moment. */
const NEWER = `SELECT GREATEST(swept_to, (SELECT max(trimmed_to) FROM channels)) AS gone_to, newer.*
  FROM event_log_horizon LEFT JOIN
    (SELECT ${COLUMNS} FROM event_log WHERE position > $1 ORDER BY position LIMIT ${PAGE}) AS newer ON true
  ORDER BY newer.position`;

/** Where committed events go. Resolves when they were given to everybody. */
export interface Outlet {
  startAt(position: number): void;
  publish(events: readonly FeedEvent[]): Promise<void>;
  /** Some up to here can't be read any more. Resolves when everybody was told. */
  missed(upTo: number): Promise<void>;
}

type NewerRow = { readonly gone_to: string } & (LogRow | { readonly position: null });

/**
 * The only source of the live feed: reads what was committed, in order, and hands it on. While one batch is handed out
 * the next collects in the log, so a busy server joins events and an idle one sends at once.
 */
export class LogReader {
  private position = 0;
  private woken = false;
  private running: Promise<void> | null = null;
  private poll: NodeJS.Timeout | undefined;
  private readonly trouble: TroubleSeries;

  constructor(
    private readonly pool: LogPool,
    private readonly outlet: Outlet,
    private readonly logger: Logger,
  ) {
    this.trouble = new TroubleSeries(logger);
  }

  async start(): Promise<void> {
    const { rows } = await this.pool.query<{ head: string }>(HEAD);
    this.position = Number(rows[0]?.head);
    this.outlet.startAt(this.position);
    this.poll = setInterval(() => this.wake(), POLL_MS);
  }

  /** There may be something new. */
  wake(): void {
    this.woken = true;
    this.running ??= this.drain();
  }

  /** Stops after what it is handing out. */
  async stop(): Promise<void> {
    clearInterval(this.poll);
    await this.running;
  }

  /** Reads all that is there now and hands it out. */
  async catchUp(): Promise<void> {
    this.wake();
    await this.running;
  }

  private async drain(): Promise<void> {
    try {
      while (this.woken) {
        this.woken = false;
        while ((await this.readOn()) === PAGE);
        this.trouble.end();
      }
    } catch (error) {
      this.trouble.tell({ err: error }, 'the event log could not be read: trying again');
    } finally {
      this.running = null;
    }
  }

  private async readOn(): Promise<number> {
    const { rows } = await this.pool.query<NewerRow>(NEWER, [this.position]);
    const goneTo = Number(rows[0]?.gone_to);
    if (goneTo > this.position) return await this.skipTo(goneTo);
    const events = rows.filter((row) => row.position !== null).map(toFeedEvent);
    const last = events.at(-1);
    if (last === undefined) return 0;
    for (const part of partsOf(events)) await this.outlet.publish(part);
    this.position = last.position;
    return events.length;
  }

  /** This process was cut off from the log for longer than that keeps what is in it. */
  private async skipTo(position: number): Promise<number> {
    this.logger.warn({ from: this.position, to: position }, 'events were swept away before they were handed out');
    await this.outlet.missed(position);
    this.position = position;
    return PAGE;
  }
}

/** Cut so that no batch holds much: whoever takes one keeps it until his reader took it. Each event in one part, in order. */
function* partsOf(events: readonly FeedEvent[]): Generator<readonly FeedEvent[]> {
  let start = 0;
  let size = 0;
  for (const [at, { data }] of events.entries()) {
    if (at > start && size + data.length > PART_SIZE) {
      yield events.slice(start, at);
      start = at;
      size = 0;
    }
    size += data.length;
  }
  yield start === 0 ? events : events.slice(start);
}
