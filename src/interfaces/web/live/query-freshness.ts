import type { QueryClient } from '@tanstack/react-query';
import type { LiveClient } from './live-client.ts';

/** Changes that come within this time lead to one fetch. */
const TOGETHER_MS = 300;

/** Keeps the caches of TanStack Query fresh: what a change is about is fetched again, and after a gap everything. */
export class QueryFreshness {
  private readonly stale = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private connected = false;

  constructor(
    private readonly queries: QueryClient,
    private readonly client: LiveClient,
  ) {}

  /** Keys of queries begin with `estimates` or `projects`. @returns a function that ends it. */
  follow(): () => void {
    const off = this.client.bus.on('*', ({ event }) => this.hear(event));
    return () => {
      off();
      if (this.timer) clearTimeout(this.timer);
    };
  }

  private hear(event: string): void {
    const [family] = event.split('.');
    if (family === 'estimate') this.mark('estimates');
    else if (family === 'project') this.mark('projects', 'estimates');
    else if (event === 'system.resync') this.mark('estimates', 'projects');
    else if (event === 'connected' && !this.connected) {
      this.connected = true; // what was fetched before the stream began may have changed in between
      this.mark('estimates', 'projects');
    }
  }

  /** At once for the first, so that nobody waits; together for those that follow closely. */
  private mark(...keys: string[]): void {
    for (const key of keys) this.stale.add(key);
    if (this.timer) return;
    this.refresh();
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.stale.size > 0) this.mark();
    }, TOGETHER_MS);
  }

  private refresh(): void {
    for (const key of this.stale) void this.queries.invalidateQueries({ queryKey: [key] });
    this.stale.clear();
  }
}
