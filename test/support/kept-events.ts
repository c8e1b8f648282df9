import type { FeedEvent } from '../../src/usecases/ports/live-feed.ts';

/** Looks for events in everything that a thing has of its own, whatever it is called; not in what it only knows. */
export function keptBy(owner: object, known: readonly object[]): { events: number; size: number } {
  const kept = new Set<FeedEvent>();
  const seen = new Set<unknown>(known);
  const look = (thing: unknown) => {
    if (typeof thing !== 'object' || thing === null || seen.has(thing)) return;
    seen.add(thing);
    if ('position' in thing && 'data' in thing) kept.add(thing as FeedEvent);
    else for (const part of 'forEach' in thing ? (thing as unknown[]) : Object.values(thing)) look(part);
  };
  look(owner);
  return { events: kept.size, size: [...kept].reduce((size, { data }) => size + data.length, 0) };
}
