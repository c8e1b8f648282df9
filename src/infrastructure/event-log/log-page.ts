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

/** The same, and up to where old events were gone at that moment: a row in any case. `horizon` has one row, `swept_to`. */
export function withHorizon(page: string, horizon = 'event_log_horizon'): string {
  return `SELECT log.swept_to, page.* FROM ${horizon} AS log LEFT JOIN (${page}) AS page ON true
  ORDER BY page.position`;
}

export interface PageRow extends LogRow {
  readonly seen: string;
}

/** Nothing but `swept_to` where the page is empty. */
export type HorizonRow = { readonly swept_to: string } & (PageRow | { readonly position: null });

/** Whether some of what comes after a position is gone. 0 stands before whatever is kept. */
export function isGone(after: number, rows: readonly HorizonRow[]): boolean {
  return after !== 0 && after < Number(rows[0]?.swept_to ?? 0);
}

export function toPage(rows: readonly (PageRow | HorizonRow)[]): FeedPage {
  const found = rows.filter((row): row is PageRow => row.position !== null);
  return { events: found.map(toFeedEvent), more: found.length < Number(found[0]?.seen ?? 0) };
}
