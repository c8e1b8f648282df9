import type { Actor } from '../../src/domain/shared/actor.ts';
import type { EventLog, LogPlace, LogRange } from '../../src/usecases/ports/event-log.ts';
import type { FeedPage, FeedStream } from '../../src/usecases/ports/live-feed.ts';

/** A log that is read at the speed of a test. */
export class GatedLog implements EventLog {
  /** Pages that were read. */
  pages = 0;
  /** Waited for before a page is read, and again before it is given to whoever reads it. */
  gate: (when: 'read' | 'given') => Promise<void> = async () => undefined;

  constructor(private readonly log: EventLog) {}

  place(position: number): Promise<LogPlace> {
    return this.log.place(position);
  }

  read(reader: Actor, range: LogRange): Promise<FeedPage> {
    return this.slowly(() => this.log.read(reader, range));
  }

  readFor(stream: FeedStream, key: string, range: LogRange): Promise<FeedPage> {
    return this.slowly(() => this.log.readFor(stream, key, range));
  }

  private async slowly(read: () => Promise<FeedPage>): Promise<FeedPage> {
    await this.gate('read');
    const page = await read();
    this.pages++;
    await this.gate('given');
    return page;
  }
}
