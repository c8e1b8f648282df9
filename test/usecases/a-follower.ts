import type { Actor } from '../../src/domain/shared/actor.ts';
import { FeedFollower } from '../../src/usecases/live-feed/feed-follower.ts';
import type { Outages } from '../../src/usecases/ports/outages.ts';
import { anEvent, FakeFeed, FakeLog, FakeSink, roleSource } from '../support/fake-feed.ts';

export const manager: Actor = { id: 2, role: 'manager' };
/** A database that is always there: whatever fails is a mistake. */
export const noOutages: Outages = { isOutage: () => false };
/** What a log says while its database is away. */
export class Away extends Error {}
export const awayIsAnOutage: Outages = { isOutage: (error) => error instanceof Away };
export const roomy = { events: 100, size: 1_000_000 };

/** All that can happen without anything from outside has happened. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A follower of three past events, before its start. */
export function aFollower({
  sink = new FakeSink(),
  turn = async () => {},
}: {
  sink?: FakeSink;
  turn?: () => Promise<void>;
}) {
  const feed = new FakeFeed();
  feed.startAt(3);
  const log = new FakeLog(
    [1, 2, 3, 4, 5].map((position) => anEvent(position)),
    turn,
  );
  return { feed, log, sink, follower: new FeedFollower(feed, roleSource(log, manager), 0, sink, roomy) };
}

/** A promise and what settles it. */
export function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}
