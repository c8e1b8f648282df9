const LF = 10;
const CR = 13;
/** What is told of a line that is too long: enough to know its kind. */
const BEGINNING = 100;

/** One line, without its end. */
export interface SourceLine {
  readonly bytes: Buffer;
  /** It is longer than allowed, and `bytes` is only how it begins. */
  readonly tooLong: boolean;
}

/**
 * Bytes into lines that end in LF, CR or CRLF (WHATWG HTML §9.2.5), wherever chunks begin and end. Each is told as soon
 * as its end is there (after a CR, without waiting for an LF that may follow) or it grew too long, once. Holds `limit`
 * bytes at most.
 */
export class LineSplitter {
  private parts: Buffer[] = [];
  private length = 0;
  private afterCr = false;
  private told = false;

  constructor(private readonly limit: number) {}

  *feed(chunk: Buffer): Generator<SourceLine> {
    if (chunk.length === 0) return;
    let start = this.afterCr && chunk[0] === LF ? 1 : 0;
    this.afterCr = chunk[chunk.length - 1] === CR;
    for (let at = start; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte !== LF && byte !== CR) continue;
      yield* this.grow(chunk.subarray(start, at));
      yield* this.end();
      if (byte === CR && chunk[at + 1] === LF) at++;
      start = at + 1;
    }
    yield* this.grow(chunk.subarray(start));
  }

  private *grow(bytes: Buffer): Generator<SourceLine> {
    if (this.told || bytes.length === 0) return;
    this.parts.push(bytes);
    this.length += bytes.length;
    if (this.length <= this.limit) return;
    yield { bytes: Buffer.concat(this.parts).subarray(0, BEGINNING), tooLong: true };
    this.parts = [];
    this.told = true;
  }

  private *end(): Generator<SourceLine> {
    if (!this.told) yield { bytes: Buffer.concat(this.parts), tooLong: false };
    this.parts = [];
    this.length = 0;
    this.told = false;
  }
}
