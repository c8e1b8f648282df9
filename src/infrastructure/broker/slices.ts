/** After so many deliveries the event loop gets a turn, so that requests are answered during a large fan-out. */
const SLICE = 256;

/** Cuts a long fan-out into slices. */
export class Slices {
  private left = SLICE;

  /** Counts one delivery. True: it is time to `rest`. */
  full(): boolean {
    return --this.left === 0;
  }

  /** Lets everything else have its turn. */
  rest(): Promise<void> {
    this.left = SLICE;
    return new Promise(setImmediate);
  }
}
