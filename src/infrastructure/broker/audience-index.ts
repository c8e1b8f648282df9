import type { FeedEvent, FeedListener, FeedStream } from '../../usecases/ports/live-feed.ts';

/** All listeners with the same keys: they always get the same. */
export interface Audience {
  readonly name: string;
  readonly keys: readonly string[];
  readonly listeners: Set<FeedListener>;
  /** What is collected for them while events are routed. */
  pending: FeedEvent[];
}

/**
 * From audience keys to listeners. Listeners with the same keys share one `Audience`, so the work of routing grows with
 * the number of different audiences and not with the number of streams.
 *
 *   key 'role:manager' ──▶ Audience{manager's keys} ──▶ 400 listeners, one pending list
 *   key 'user:7'       ──▶ Audience{user 7's keys}  ──▶ his three devices
 */
export class AudienceIndex {
  private readonly audiences = new Map<string, Audience>();
  private readonly byKey = new Map<string, Set<Audience>>();

  /** Returns how to leave. */
  join(listener: FeedListener): () => void {
    const keys = listener.keys.map((key) => `${listener.stream} ${key}`).sort();
    const name = keys.join('|');
    const audience = this.audiences.get(name) ?? this.open(name, keys);
    audience.listeners.add(listener);
    return () => this.leave(audience, listener);
  }

  leave(audience: Audience, listener: FeedListener): void {
    if (audience.listeners.delete(listener) && audience.listeners.size === 0) this.close(audience);
  }

  /** Who gets what of these events: each audience once, its events in order and each once. */
  route(events: readonly FeedEvent[]): Audience[] {
    const touched: Audience[] = [];
    for (const event of events) {
      for (const key of event.audience) {
        for (const audience of this.lookUp(event.stream, key)) {
          if (audience.pending.length === 0) touched.push(audience);
          if (audience.pending.at(-1) !== event) audience.pending.push(event);
        }
      }
    }
    return touched;
  }

  /** All of them, whatever they listen to. */
  *everybody(): Iterable<[Audience, FeedListener]> {
    for (const audience of this.audiences.values()) {
      for (const listener of audience.listeners) yield [audience, listener];
    }
  }

  get size(): number {
    let size = 0;
    for (const { listeners } of this.audiences.values()) size += listeners.size;
    return size;
  }

  private lookUp(stream: FeedStream, key: string): Iterable<Audience> {
    return this.byKey.get(`${stream} ${key}`) ?? [];
  }

  private open(name: string, keys: readonly string[]): Audience {
    const audience = { name, keys, listeners: new Set<FeedListener>(), pending: [] };
    this.audiences.set(name, audience);
    for (const key of keys) {
      const sharing = this.byKey.get(key);
      if (sharing) sharing.add(audience);
      else this.byKey.set(key, new Set([audience]));
    }
    return audience;
  }

  private close(audience: Audience): void {
    this.audiences.delete(audience.name);
    for (const key of audience.keys) {
      const sharing = this.byKey.get(key);
      sharing?.delete(audience);
      if (sharing?.size === 0) this.byKey.delete(key);
    }
  }
}
