import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { reasonOf } from '../logging/trouble-series.ts';
import type { ChannelGauge } from './channel-gauge.ts';
import type { ChannelLease } from './channel-lease.ts';
import type { PgChannelStore, SourceBatch, Taken } from './pg-channel-store.ts';
import { ReconnectDelay } from './reconnect-delay.ts';
import { batchesOf } from './source-batches.ts';
import { type Heard, SourceReader } from './source-reader.ts';
import { SourceStanding } from './source-standing.ts';
import { readSource, SourceFailure } from './source-stream.ts';

/** A larger event is left out: bytes of its lines. */
const EVENT_BYTES = 1024 * 1024;

export interface RelaySettings {
  readonly reconnectDelayMs: number;
  readonly connectTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** How often an instance looks whether the source became free. */
  readonly lookAgainMs: number;
}

/** Where a relay puts what it reads, and what it goes by. */
export interface RelayDesk {
  readonly store: PgChannelStore;
  readonly lease: ChannelLease;
  readonly gauge: ChannelGauge;
  readonly logger: Logger;
  /** How the source stands has changed. */
  readonly onState: () => void;
}

/**
 * Follows the source of one channel for all instances, as long as this one holds it, and stores what it says. After
 * whatever happens it goes on behind the last event that was stored.
 */
export class UpstreamRelay {
  private readonly stopping = new AbortController();
  private readonly delay: ReconnectDelay;
  private readonly standing: SourceStanding;
  private running: Promise<void> = Promise.resolve();
  private tried = false;

  constructor(
    private readonly source: { readonly channel: string; readonly url: string },
    private readonly desk: RelayDesk,
    private readonly settings: RelaySettings,
  ) {
    this.delay = new ReconnectDelay(settings.reconnectDelayMs);
    this.standing = new SourceStanding(source, desk.gauge, desk.logger, desk.onState);
  }

  start(): void {
    this.running = this.run();
  }

  /** Hangs up after what it is storing, and lets another instance take over at once. */
  async stop(): Promise<void> {
    this.stopping.abort(new SourceFailure('the server stops'));
    await this.running;
    await this.desk.lease.release();
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const taken = await this.take();
      if (taken === null) await this.pause(this.settings.lookAgainMs);
      else {
        const failure = await this.relay(taken);
        if (failure.kind === 'finished') {
          this.standing.finished(failure);
          return;
        }
        this.standing.turn('reconnecting');
        await this.pause(this.waitAfter(failure));
      }
    }
  }

  private async take(): Promise<Taken | null> {
    const { lease, gauge, store } = this.desk;
    try {
      const taken = await lease.take();
      if (taken === null) gauge.learn((await store.upstreamOf(this.source.channel)) ?? gauge.own);
      this.standing.leaseKnown();
      return taken;
    } catch (error) {
      this.standing.leaseUnknown(error);
      return null;
    }
  }

  /** One connection, from its beginning to its end. */
  private async relay({ fence, lastEventId }: Taken): Promise<SourceFailure> {
    const { gauge, lease } = this.desk;
    const reader = new SourceReader(EVENT_BYTES);
    const began = performance.now();
    if (this.tried) gauge.counts.reconnects++;
    this.tried = true;
    try {
      const signals = [this.stopping.signal, lease.lost];
      const onOpen = () => this.standing.connected(this.delay);
      const stream = readSource({ ...this.settings, url: this.source.url, lastEventId, signals, onOpen });
      for await (const piece of stream) await this.pass(fence, reader.feed(piece));
      return new SourceFailure('it ended the stream');
    } catch (error) {
      return error instanceof SourceFailure ? error : new SourceFailure(reasonOf(error));
    } finally {
      if (performance.now() - began > this.delay.longestMs) this.well();
    }
  }

  private async pass(fence: string, heard: Heard): Promise<void> {
    if (heard.retryMs !== null) this.delay.ask(heard.retryMs);
    this.standing.cut(heard.cut, EVENT_BYTES);
    for (const batch of batchesOf(heard)) {
      await this.store(fence, batch);
      this.desk.gauge.counts.relayed += batch.events.length;
      this.well();
    }
  }

  private async store(fence: string, batch: SourceBatch): Promise<void> {
    const stored = this.desk.store.append(this.source.channel, fence, batch).catch((error: unknown) => {
      throw new SourceFailure(`what it said could not be stored: ${reasonOf(error)}`);
    });
    if (!(await stored)) throw new SourceFailure('another instance took it');
  }

  /** It delivers, or at least it lasted. */
  private well(): void {
    this.delay.reset();
    this.standing.well();
  }

  private waitAfter(failure: SourceFailure): number {
    if (this.stopping.signal.aborted) return 0;
    const waitMs = Math.round(this.delay.next(failure.kind === 'refused'));
    this.standing.away(failure, waitMs);
    return waitMs;
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined); // woken early to stop
  }
}
