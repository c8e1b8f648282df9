import { HistoryGone } from '../../domain/shared/history-gone.ts';
import type { FeedBatch, FeedListener, FeedPage, FeedStream, LiveFeed } from '../ports/live-feed.ts';
import type { FeedSink, FeedSource } from './feed-sink.ts';
import { HeldBatches, type HoldBound } from './held-batches.ts';

const PAGE = 100;

/**
 * One reader's way through the log: history first, then live, and back to history whenever his sink is full. He gets
 * every event beyond `at` that he may see, in order, once; what waits for him is bounded, however slow he is.
 *
 * While he reads history, what comes live is held; all beyond `upTo` is either held or, when that grew too large,
 * dropped and `upTo` moved on. So history up to `upTo` and then what is held is everything.
 */
export class FeedFollower implements FeedListener {
  readonly stream: FeedStream;
  readonly keys: readonly string[];
  private held: HeldBatches | null;
  private upTo: number;
  private gone = false;
  private readonly leaveFeed: () => void;

  constructor(
    private readonly feed: LiveFeed,
    private readonly source: FeedSource,
    private at: number,
    private readonly sink: FeedSink,
    private readonly bound: HoldBound,
  ) {
    this.stream = source.stream;
    this.keys = source.keys;
    this.held = new HeldBatches(bound);
    this.upTo = feed.horizon;
    this.leaveFeed = feed.join(this);
  }

  /** Up to which position the sink was given everything that is the reader's. */
  complete(): number {
    if (this.held === null && this.feed.settled > this.at) this.at = this.feed.settled;
    return this.at;
  }

  receive(batch: FeedBatch): void {
    try {
      if (this.held !== null) this.held.add(batch);
      else if (!this.pass(batch)) this.leaveLive();
    } catch (error) {
      this.sink.failed(error);
    }
  }

  /** Live or not, from here on he reads for himself: his history says whether it has what did not come. */
  missed(): void {
    if (this.held === null) this.leaveLive();
    else this.fallBack();
  }

  /** Reads what was missed, then goes live. Called once, when the sink is ready for the first event. */
  start(): void {
    this.catchUp().catch((error: unknown) => {
      if (!this.gone) this.sink.failed(error);
    });
  }

  leave(): void {
    this.gone = true;
    this.leaveFeed();
  }

  private async catchUp(): Promise<void> {
    while (this.held !== null && (await this.sink.emptied()) && !this.gone) {
      if (this.at < this.upTo) await this.replayPage();
      else this.release(this.held);
    }
  }

  private async replayPage(): Promise<void> {
    const upTo = this.upTo;
    const page = await this.readPage(upTo);
    if (page === null) return;
    const last = page.events.at(-1);
    if (this.gone || (last !== undefined && !this.sink.offer(page))) return; // full again: the same page later
    this.at = page.more && last !== undefined ? last.position : upTo;
  }

  /** Null where the sweep of old events was quicker: then he goes on from the present. */
  private async readPage(upTo: number): Promise<FeedPage | null> {
    try {
      return await this.source.read({ after: this.at, upTo, limit: PAGE });
    } catch (error) {
      if (!(error instanceof HistoryGone)) throw error;
      this.fallBack();
      this.at = this.upTo;
      if (!this.gone) this.sink.lost({ reason: 'expired', oldest: error.oldest ?? this.at, newest: this.at });
      return null;
    }
  }

  /** History is through: hands over what was held and goes live, unless too much came meanwhile. */
  private release(held: HeldBatches): void {
    if (!held.overflowed && held.batches.every((batch) => this.pass(batch))) this.held = null;
    else this.fallBack();
  }

  private leaveLive(): void {
    this.at = this.complete();
    this.fallBack();
    this.start();
  }

  private fallBack(): void {
    this.held = new HeldBatches(this.bound);
    this.upTo = this.feed.horizon;
  }

  private pass(batch: FeedBatch): boolean {
    const news = this.newOf(batch);
    const last = news?.events.at(-1);
    if (news === null || last === undefined) return true;
    if (!this.sink.offer(news)) return false;
    this.at = last.position;
    return true;
  }

  /** The shared batch itself wherever possible: its frame is made once for all. */
  private newOf(batch: FeedBatch): FeedBatch | null {
    const first = batch.events[0];
    if (first === undefined) return null;
    if (first.position > this.at) return batch;
    return { events: batch.events.filter((event) => event.position > this.at) };
  }
}
