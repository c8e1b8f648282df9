import { catchUp } from './catch-up.ts';
import { EventStream, type StreamEar } from './event-stream.ts';
import { LeaderTab, type Locks } from './leader-tab.ts';
import { isChange, isHeard, type LiveState, type Positioned, placeAfter } from './live-event.ts';
import { connectedAt } from './own-words.ts';
import { PATIENCE, type Patience } from './patience.ts';
import type { StreamSource } from './stream-source.ts';

/** A leader that does not answer within this time is deposed. */
const ANSWER_MS = 5_000;

/** What tabs say to each other. `previous`: where the leader stood before, so that a gap is noticed. */
type Said =
  | { readonly kind: 'hello' }
  | { readonly kind: 'state'; readonly state: LiveState; readonly position: number | null }
  | ({ readonly kind: 'message'; readonly previous: number | null } & Positioned);

/** What a browser has to offer, or null where it does not. */
export interface Surroundings {
  /** Of what is shared: tabs in which others are signed in have no part in it. */
  readonly name: string;
  readonly locks: Locks | null;
  readonly channel: BroadcastChannel | null;
}

/** One stream for all tabs of a browser: the leader holds it, and hands on what it hears. */
export class SharedStream {
  private position: number | null = null;
  private state: LiveState = 'catching-up';
  private stream: EventStream | null = null;
  private heardAt = Date.now();
  /** What is told one after the other, while a gap is being filled. */
  private telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly source: StreamSource,
    private readonly ear: StreamEar,
    private readonly surroundings: Surroundings,
    private readonly patience: Patience = PATIENCE,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const { name, locks, channel } = this.surroundings;
    this.ear.onState(this.state);
    if (!locks || !channel) return this.lead(signal);
    const leader = new LeaderTab(locks, name);
    channel.onmessage = ({ data }) => this.hear(data as Said);
    const watch = setInterval(() => this.watch(leader), ANSWER_MS);
    this.say({ kind: 'hello' });
    await leader.run((leading) => this.lead(leading), signal);
    clearInterval(watch);
    channel.onmessage = null;
  }

  wake(): void {
    this.stream?.wake();
  }

  doubt(): void {
    this.stream?.doubt();
  }

  private async lead(signal: AbortSignal): Promise<void> {
    await this.telling;
    this.stream = new EventStream(this.source, { onMessage: this.onMessage, onState: this.onState }, this.patience);
    this.stream.position = this.position;
    await this.stream.run(signal);
    this.stream = null;
    this.heardAt = Date.now();
  }

  private readonly onMessage = (heard: Positioned): void => {
    this.say({ kind: 'message', previous: this.position, ...heard });
    this.position = placeAfter(this.position, heard);
    this.ear.onMessage(heard);
  };

  private readonly onState = (state: LiveState): void => {
    this.state = state;
    this.say({ kind: 'state', state, position: this.position });
    this.ear.onState(state);
  };

  private hear(said: Said): void {
    if (said.kind === 'hello') {
      if (this.stream) this.say({ kind: 'state', state: this.state, position: this.position });
      return;
    }
    this.heardAt = Date.now();
    this.telling = this.telling.then(() => this.heed(said));
  }

  private heed(said: Exclude<Said, { kind: 'hello' }>): Promise<void> | void {
    if (this.stream) return; // it brings all of that; whoever else believes to lead is about to learn that he does not
    return said.kind === 'state' ? this.follow(said) : this.take(said);
  }

  private follow({ state, position }: Extract<Said, { kind: 'state' }>): void {
    if (this.position === null && position !== null) this.tell(connectedAt(position)); // as if it were opened here
    this.state = state;
    this.ear.onState(state);
  }

  private async take({ previous, position, message }: Extract<Said, { kind: 'message' }>): Promise<void> {
    const before = previous ?? position; // a leader that has just begun tells nothing of before
    if (this.position === null && isChange(message)) this.tell(connectedAt(before));
    const own = this.position;
    if (own !== null && own < before && message.event !== 'system.resync') {
      await catchUp(this.source, own, before, (heard) => this.tell(heard));
    }
    this.tell({ position, message });
  }

  private tell(heard: Positioned): void {
    if (isHeard(this.position, heard)) return;
    this.position = placeAfter(this.position, heard);
    this.ear.onMessage(heard);
  }

  private watch(leader: LeaderTab): void {
    const silent = Date.now() - this.heardAt;
    if (this.stream || silent < this.patience.silentMs) return;
    if (silent < this.patience.silentMs + 2 * ANSWER_MS) this.say({ kind: 'hello' });
    else leader.depose();
  }

  private say(said: Said): void {
    this.surroundings.channel?.postMessage(said);
  }
}
