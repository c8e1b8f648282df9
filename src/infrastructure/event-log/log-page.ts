import type { FeedPage } from '../../usecases/ports/live-feed.ts';
import { COLUMNS, type LogRow, toFeedEvent } from './log-rows.ts';

/** Data of one page, but for a single event that is larger: it waits in memory for whoever reads it. */
const PAGE_BYTES = 1024 * 1024;

/**
 * A page of the rows that `found` selects from the log, in its order. `limit` is the parameter with their number: one
 * more is looked at, to know whether there is more.
 */
export function pageOf(found: string, limit: `$${number}`): string {
  return `SELECT ${COLUMNS}, seen FROM (
    SELECT *, count(*) OVER () AS seen, row_number() OVER (ORDER BY position) AS nth,
      sum(octet_length(data::text)) OVER (ORDER BY position) AS bytes
    FROM (${found} LIMIT ${limit} + 1) AS found) AS measured
  WHERE nth <= ${limit} AND (nth = 1 OR bytes <= ${PAGE_BYTES}) ORDER BY position`;
}

export interface PageRow extends LogRow {
  readonly seen: string;
}

export function toPage(rows: readonly PageRow[]): FeedPage {
  return { events: rows.map(toFeedEvent), more: rows.length < Number(rows[0]?.seen ?? 0) };
}
