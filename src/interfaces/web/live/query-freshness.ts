import type { Query, QueryClient } from '@tanstack/react-query';
import { Alarm } from './alarm.ts';
import type { EventBus } from './event-bus.ts';
import type { LiveEvent } from './live-event.ts';

/** Changes that come within this time lead to one fetch. */
const TOGETHER_MS = 300;
/** However slow the server is. */
const LONGEST_PAUSE_MS = 3_000;
const FAMILIES = ['estimates', 'projects'];
/** Marks what could not be fetched when it was to be. */
const FAILED = 'failed';

/**
 * Keeps the caches of TanStack Query fresh: what a change is about is fetched again, and after a gap everything. The
 * key of a query begins with `estimates` or `projects`; where a number follows, the query is about that one alone.
 */
export class QueryFreshness {
  private stale = new Set<string>();
  private fetching = false;
  private connected = false;
  private readonly over = new AbortController();

  constructor(
    private readonly queries: QueryClient,
    private readonly live: { readonly bus: EventBus },
  ) {}

  /** @returns a function that ends it. */
  follow(): () => void {
    const off = this.live.bus.on('*', (event) => this.hear(event));
    return () => {
      off();
      this.over.abort();
    };
  }

  private hear(event: LiveEvent): void {
    if (event.event === 'system.resync') this.mark(...FAMILIES.map(all));
    if (event.event === 'connected') this.onConnected();
    if (!('data' in event)) return;
    if ('estimate_id' in event.data) this.mark('estimates', `estimates:${event.data.estimate_id}`);
    else if ('project_id' in event.data) this.mark('projects', `projects:${event.data.project_id}`, all('estimates'));
  }

  /** What was fetched before the stream began may have changed in between; later, what could not be fetched remains. */
  private onConnected(): void {
    this.mark(...(this.connected ? [FAILED] : FAMILIES.map(all)));
    this.connected = true;
  }

  private mark(...what: string[]): void {
    for (const each of what) this.stale.add(each);
    if (!this.fetching) void this.fetchAnew();
  }

  /** One fetch after the other: changes that keep coming keep none from its end, and a slow server is asked less. */
  private async fetchAnew(): Promise<void> {
    this.fetching = true;
    while (this.stale.size > 0 && !this.over.signal.aborted) {
      const stale = this.stale;
      this.stale = new Set();
      const beganMs = Date.now();
      await this.queries.invalidateQueries({ predicate: (query) => isAmong(stale, query) });
      const tookMs = Date.now() - beganMs;
      await new Alarm().wait(Math.min(Math.max(TOGETHER_MS, 2 * tookMs), LONGEST_PAUSE_MS), this.over.signal);
    }
    this.fetching = false;
  }
}

function all(family: string): string {
  return `${family}:all`;
}

function isAmong(stale: ReadonlySet<string>, { queryKey: [family, thing], state }: Query): boolean {
  if (stale.has(FAILED) && (state.isInvalidated || state.status === 'error')) return true;
  const key = typeof thing === 'number' ? `${family}:${thing}` : String(family);
  return stale.has(key) || stale.has(all(String(family)));
}
