import type { ChannelTail } from '../../src/usecases/ports/channel-tail.ts';
import type { LogRange } from '../../src/usecases/ports/event-log.ts';
import type { FeedEvent, FeedPage } from '../../src/usecases/ports/live-feed.ts';
import { anEvent } from './fake-feed.ts';

/** What the source called this event is part of what it said. */
export function aRelayed(position: number, id: string | null, channel = 'crm'): FeedEvent {
  const data = JSON.stringify({ ...(id === null ? {} : { id }), data: `of ${position}` });
  return anEvent(position, { stream: 'channel', type: 'deal', audience: [`channel:${channel}`], data });
}

/** The tail of one channel, in memory. What it answers are copies, so that one can tell what came live. */
export class FakeTail implements ChannelTail {
  readonly reads: LogRange[] = [];

  /** @param turn resolves when a read may be answered. */
  constructor(
    readonly events: FeedEvent[] = [],
    private readonly turn: () => Promise<void> = async () => undefined,
  ) {}

  async positionAfter(channel: string, lastEventId: string): Promise<number | null> {
    return this.of(channel).findLast(({ data }) => JSON.parse(data).id === lastEventId)?.position ?? null;
  }

  async read(channel: string, range: LogRange): Promise<FeedPage> {
    this.reads.push(range);
    await this.turn();
    const { after, upTo, limit } = range;
    const found = this.of(channel).filter(({ position }) => position > after && position <= upTo);
    return { events: found.slice(0, limit).map((event) => ({ ...event })), more: found.length > limit };
  }

  async beginning(channel: string): Promise<number> {
    return (this.of(channel)[0]?.position ?? 1) - 1;
  }

  private of(channel: string): FeedEvent[] {
    return this.events.filter(({ audience }) => audience.includes(`channel:${channel}`));
  }
}
