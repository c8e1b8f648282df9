import type { PGlite } from '@electric-sql/pglite';

/** Of the wire protocol: ErrorResponse, and the field of it that names the severity in English (since 9.6). */
const ERROR_RESPONSE = 0x45;
const DEADLY = /\0V(?:PANIC|FATAL)\0.*?\0M([^\0]*)/s;

/**
 * A PostgreSQL inside this process. One beside it is started again by its postmaster when it panics, say because the
 * disk has no room for its log; this one is dead then: asked once more, it would never answer, nor let the process do
 * anything else. What it had committed is in its folder, and the next start recovers it.
 */
export class PGliteEngine {
  private dead = false;

  /** `onDeath` is called once, when it has died. */
  constructor(
    private readonly lite: PGlite,
    private readonly onDeath: (error: EngineDied) => void,
  ) {}

  get isDead(): boolean {
    return this.dead;
  }

  /** Asks it in the wire protocol, whole messages. Null: it is dead, and nobody knows whether this was done. */
  async exchange(request: Buffer): Promise<Buffer | null> {
    const pieces: Buffer[] = [];
    // As raw data: what PGlite parses besides, it keeps for ever. Each piece is a view of memory that it uses again.
    const onRawData = (piece: Uint8Array) => void pieces.push(Buffer.from(piece));
    await this.lite.runExclusive(async () => {
      if (this.dead) return;
      try {
        await this.lite.execProtocolRawStream(request, { onRawData });
      } catch (error) {
        this.die(error instanceof Error ? error.message : String(error));
      }
    });
    const answer = Buffer.concat(pieces);
    const lastWords = lastWordsIn(answer);
    if (lastWords !== undefined) this.die(lastWords);
    return this.dead ? null : answer;
  }

  async close(): Promise<void> {
    if (!this.dead) await this.lite.close();
  }

  private die(reason: string): void {
    if (this.dead) return;
    this.dead = true;
    this.onDeath(new EngineDied(reason));
  }
}

export class EngineDied extends Error {
  constructor(reason: string) {
    super(`The embedded database stopped (${reason}). Is its disk full? Make room and start again: nothing is lost.`);
  }
}

/** What it says of its end, where that is what it says. */
function lastWordsIn(answer: Buffer): string | undefined {
  for (let at = 0; at + 5 <= answer.length; at += 1 + answer.readUInt32BE(at + 1)) {
    if (answer[at] !== ERROR_RESPONSE) continue;
    const end = at + 1 + answer.readUInt32BE(at + 1);
    const [, message] = DEADLY.exec(answer.toString('utf8', at + 5, end)) ?? [];
    if (message !== undefined) return message;
  }
}
