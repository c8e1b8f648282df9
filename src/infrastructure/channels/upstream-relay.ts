import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { UpstreamState } from '../../domain/channels/channel.ts';
import { reasonOf, TroubleSeries } from '../logging/trouble-series.ts';
import type { ChannelGauge } from './channel-gauge.ts';
import type { ChannelLease } from './channel-lease.ts';
import type { PgChannelStore, SourceBatch, Taken } from './pg-channel-store.ts';
import { ReconnectDelay } from './reconnect-delay.ts';
import { type Heard, SourceReader } from './source-reader.ts';
import { canBeSent, readSource, SourceFailure } from './source-stream.ts';

/** A larger event is left out: bytes of its lines. */
const EVENT_BYTES = 1024 * 1024;
/** Events stored in one transaction: it keeps other commits waiting. */
const BATCH = 100;

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
  private readonly sourceTrouble: TroubleSeries;
  private readonly leaseTrouble: TroubleSeries;
  private readonly about: { readonly channel: string; readonly source: string };
  private running: Promise<void> = Promise.resolve();
  private tried = false;

  constructor(
    private readonly source: { readonly channel: string; readonly url: string },
    private readonly desk: RelayDesk,
    private readonly settings: RelaySettings,
  ) {
    const { origin, pathname } = new URL(source.url); // the rest may hold a token
    this.about = { channel: source.channel, source: origin + pathname };
    this.delay = new ReconnectDelay(settings.reconnectDelayMs);
    this.sourceTrouble = new TroubleSeries(desk.logger);
    this.leaseTrouble = new TroubleSeries(desk.logger);
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
          this.finish(failure);
          return;
        }
        this.turn('reconnecting');
        await this.pause(this.waitAfter(failure));
      }
    }
  }

  private async take(): Promise<Taken | null> {
    const { lease, gauge, store } = this.desk;
    try {
      const taken = await lease.take();
      if (taken === null) gauge.learn((await store.upstreamOf(this.source.channel)) ?? gauge.own);
      this.leaseTrouble.end();
      return taken;
    } catch (error) {
      this.leaseTrouble.tell(
        { ...this.about, reason: reasonOf(error) },
        'whose the source of a channel is, is unknown',
      );
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
      const onOpen = () => this.turn('connected');
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
    const { gauge, logger } = this.desk;
    if (heard.retryMs !== null) this.delay.ask(heard.retryMs);
    if (heard.cut > 0) {
      gauge.counts.cut += heard.cut;
      logger.warn(
        { ...this.about, events: heard.cut, limit: EVENT_BYTES },
        'an event of a source is too large: left out',
      );
    }
    for (const batch of batchesOf(heard)) {
      await this.store(fence, batch);
      gauge.counts.relayed += batch.events.length;
      this.well();
    }
  }

  private async store(fence: string, batch: SourceBatch): Promise<void> {
    const stored = this.desk.store.append(this.source.channel, fence, batch).catch((error: unknown) => {
      throw new SourceFailure(`what it said could not be stored: ${reasonOf(error)}`);
    });
    if (!(await stored)) throw new SourceFailure('another instance took it');
  }

  private turn(state: UpstreamState): void {
    const { gauge, logger, onState } = this.desk;
    if (gauge.own === state) return;
    gauge.own = state;
    onState();
    if (state === 'connected') logger[this.delay.failures > 1 ? 'debug' : 'info'](this.about, 'a source is connected');
  }

  /** It delivers, or at least it lasted. */
  private well(): void {
    this.delay.reset();
    if (this.sourceTrouble.end()) this.desk.logger.info(this.about, 'a source is well again');
  }

  private waitAfter(failure: SourceFailure): number {
    const { logger, gauge } = this.desk;
    const refused = failure.kind === 'refused';
    const waitMs = Math.round(this.delay.next(refused));
    const fields = { ...this.about, reason: failure.message, waitMs };
    if (this.stopping.signal.aborted) return 0;
    if (refused) {
      gauge.counts.alarms++;
      logger.error(fields, 'a source does not let us in: its address or our access must be mended');
    } else this.sourceTrouble.tell(fields, 'a source is away: trying again');
    return waitMs;
  }

  /** The source stays ours, so that no other instance asks it either. */
  private finish({ message }: SourceFailure): void {
    this.turn('unconfigured');
    this.desk.logger.warn({ ...this.about, reason: message }, 'a source is not asked again until a restart');
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined); // woken early to stop
  }
}

/** The place of the source moves with each batch, to the newest id of it with which we can ask again. */
function* batchesOf({ events, lastEventId }: Heard): Generator<SourceBatch> {
  if (events.length === 0 && lastEventId === null) return;
  for (let start = 0; start === 0 || start < events.length; start += BATCH) {
    const batch = events.slice(start, start + BATCH);
    const ids = batch.flatMap(({ id }) => id ?? []);
    if (lastEventId !== null && start + BATCH >= events.length) ids.push(lastEventId);
    yield { events: batch, lastEventId: ids.findLast((id) => id === '' || canBeSent(id)) ?? null };
  }
}
