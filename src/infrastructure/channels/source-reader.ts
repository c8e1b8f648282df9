import { createParser } from 'eventsource-parser';
import { LineSplitter, type SourceLine } from './line-splitter.ts';

/** An event as its source said it, keys in the order of the log. What the source left out is left out. */
export interface SourceEvent {
  readonly event?: string;
  readonly id?: string;
  readonly data: string;
}

/** What a chunk completed. */
export interface Heard {
  readonly events: SourceEvent[];
  /** The newest id so far that a whole event, or a block without data, named; null where none did. */
  lastEventId: string | null;
  /** How long the source wants us to wait before we come again, in milliseconds. */
  retryMs: number | null;
  /** Events that were too large. */
  cut: number;
}

/**
 * The bytes of an event stream into events (WHATWG HTML §9.2.6). An event of more than `limit` bytes of lines is left
 * out, whatever its size, and reading goes on behind it; comments count for nothing. Holds twice `limit` at most.
 */
export class SourceReader {
  private readonly lines: LineSplitter;
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true }); // a BOM is one on the first line alone
  private readonly parser = createParser({
    onEvent: ({ event, id, data }) => this.dispatch(event, id, data),
    onRetry: (ms) => {
      this.heard.retryMs = ms;
    },
  });
  private heard = silence();
  private first = true;
  private size = 0;
  private hasData = false;
  private leavingOut = false;

  constructor(private readonly limit: number) {
    this.lines = new LineSplitter(limit);
    this.startOver();
  }

  /** Once for each chunk; the answer tells of all lines that ended in it. */
  feed(chunk: Buffer): Heard {
    this.heard = silence();
    for (const line of this.lines.feed(chunk)) this.take(line);
    return this.heard;
  }

  private take({ bytes, tooLong }: SourceLine): void {
    const text = this.textOf(bytes);
    if (text === '') this.endBlock();
    else if (!text.startsWith(':') && !this.leavingOut) this.takeField(text, bytes.length, tooLong);
  }

  private takeField(text: string, size: number, tooLong: boolean): void {
    this.size += size + 1;
    this.hasData ||= text === 'data' || text.startsWith('data:');
    if (tooLong || this.size > this.limit) this.leaveOut();
    else this.parser.feed(`${text}\n`);
  }

  private textOf(bytes: Buffer): string {
    const text = this.decoder.decode(bytes);
    const isMarked = this.first && text.startsWith('\uFEFF');
    this.first = false;
    return isMarked ? text.slice(1) : text;
  }

  private leaveOut(): void {
    this.startOver();
    this.leavingOut = true;
    this.heard.cut++;
  }

  /** Once it was fed, be it nothing, the parser looks for no BOM of its own. */
  private startOver(): void {
    this.parser.reset();
    this.parser.feed('');
  }

  /** A block without data is no event, but its id counts; the parser tells it only with data. */
  private endBlock(): void {
    if (!this.leavingOut) this.parser.feed(this.hasData ? '\n' : 'data:\n\n');
    this.size = 0;
    this.hasData = false;
    this.leavingOut = false;
  }

  private dispatch(event: string | undefined, id: string | undefined, data: string): void {
    if (id !== undefined) this.heard.lastEventId = id;
    if (!this.hasData) return;
    this.heard.events.push({ ...(event !== undefined && { event }), ...(id !== undefined && { id }), data });
  }
}

function silence(): Heard {
  return { events: [], lastEventId: null, retryMs: null, cut: 0 };
}
