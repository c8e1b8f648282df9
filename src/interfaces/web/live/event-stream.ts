import type { StreamMessage } from '../../wire/stream-wire.ts';
import { Alarm } from './alarm.ts';
import { isHeard, type LiveState, type Positioned, placeAfter } from './live-event.ts';
import { LongPoll } from './long-poll.ts';
import { delayBefore, PATIENCE, type Patience } from './patience.ts';
import { type AttemptEar, StreamAttempt } from './stream-attempt.ts';
import { type Ending, LOST, type StreamSource } from './stream-source.ts';

/** Streams that came late or in lumps, one after the other, until it is asked for events instead; and for how long. */
const LATE_STREAMS = 2;
const POLL_MS = 10 * 60_000;

export interface StreamEar {
  /** Each change once, in order. */
  onMessage(heard: Positioned): void;
  onState(state: LiveState): void;
}

/** The role stream, held open for as long as somebody is signed in: it resumes where it was (contract §4, seed 001). */
export class EventStream implements AttemptEar {
  /** Up to where everything was heard; null before the first word. */
  position: number | null = null;
  private failures = 0;
  private late = 0;
  private retryMs: number;
  private polling = false;
  private connection = new AbortController();
  private readonly alarm = new Alarm();

  constructor(
    private readonly source: StreamSource,
    private readonly ear: StreamEar,
    private readonly patience: Patience = PATIENCE,
  ) {
    this.retryMs = patience.retryMs;
  }

  /** Resolves when the signal is aborted or the person is signed out. */
  async run(signal: AbortSignal): Promise<void> {
    this.ear.onState('catching-up');
    while (!signal.aborted) {
      const beganMs = Date.now();
      const ending = await this.connect(signal);
      const goesOn = ending.kind === 'unauthorized' ? await this.renew() : true;
      if (signal.aborted) return;
      if (!goesOn) return this.ear.onState('signed-out');
      if (ending.kind !== 'late' || Date.now() - beganMs > POLL_MS) this.late = 0; // it did well for long
      if (ending.kind === 'late') this.late++;
      await this.pause(ending, signal);
    }
  }

  /** There is reason to believe that a try would succeed now: the network is back, or somebody looks. */
  wake(): void {
    this.alarm.ring();
  }

  /** There is reason to believe that the connection is dead, whether it says so or not. */
  doubt(): void {
    this.connection.abort();
  }

  onRetry(ms: number): void {
    this.retryMs = ms;
  }

  onMessage(named: number | null, message: StreamMessage): void {
    const heard = { position: named ?? this.position ?? 0, message };
    if (isHeard(this.position, heard)) return;
    this.position = placeAfter(this.position, heard);
    if (message.event === 'connected') this.connected();
    this.ear.onMessage(heard);
  }

  private connected(): void {
    this.failures = 0;
    this.ear.onState(this.polling ? 'delayed' : 'live');
  }

  private async connect(over: AbortSignal): Promise<Ending> {
    this.connection = new AbortController();
    const signal = AbortSignal.any([over, this.connection.signal]);
    this.polling = this.late >= LATE_STREAMS;
    if (!this.polling) return new StreamAttempt(this.source, this.patience, this).run(this.position, signal);
    console.warn('[SSE] something on the way holds the stream back: asking for events instead');
    this.ear.onState('delayed');
    const asking = new LongPoll(this.source, this).run(this.position, Date.now() + POLL_MS, signal);
    const ended = await asking.catch(() => LOST);
    if (ended === null) this.failures = 0; // it was answered all the time
    return ended ?? LOST;
  }

  /** Where nobody answers, that is a reason to wait and not to sign somebody out. */
  private renew(): Promise<boolean> {
    return this.source.renew().catch(() => true);
  }

  private async pause(ending: Ending, signal: AbortSignal): Promise<void> {
    if (ending.kind === 'unauthorized' && this.failures === 0) {
      this.failures++; // a right that is refused again is no reason for haste
      return;
    }
    this.failures++;
    this.ear.onState(this.failures > this.patience.quickTries ? 'offline' : 'delayed');
    const named = ending.kind === 'lost' ? ending.waitMs : null;
    await this.alarm.wait(named ?? delayBefore(this.failures, this.retryMs, this.patience), signal);
  }
}
