/** Deals things at random, each once before any comes again. A seed deals the same again. */
export class Dealer<T> {
  private deck: T[] = [];
  private state: number;

  constructor(
    private readonly things: readonly T[],
    seed: number,
  ) {
    this.state = seed >>> 0;
  }

  deal(count: number): T[] {
    return Array.from({ length: Math.min(count, this.things.length) }, () => this.next());
  }

  private next(): T {
    if (this.deck.length === 0) this.deck = [...this.things];
    const [thing] = this.deck.splice(Math.floor(this.random() * this.deck.length), 1);
    return thing as T;
  }

  /** Mulberry32: a number in [0, 1). */
  private random(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}

/** `HOSTILE_SEED`, to repeat what went wrong; else a new one. */
export function hostileSeed(): number {
  return Number(process.env.HOSTILE_SEED ?? Math.floor(Math.random() * 2 ** 31));
}

/** How many hostile values each place gets; `HOSTILE_VALUES` for more: 1000 are all of them. */
export function hostileValues(byDefault: number): number {
  return Number(process.env.HOSTILE_VALUES ?? byDefault);
}
