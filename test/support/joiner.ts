import { type CallAnswer, call } from './calls.ts';
import type { Client } from './client.ts';
import { Mirror } from './mirror.ts';
import { StreamReader } from './stream-reader.ts';

/** Small, so that a list has many parts, and things change between them. */
const PART = 20;

/** Loads a list in parts, or one thing, and then follows: with the position that came with it, or, as a control, without. */
export class Joiner {
  private reader: StreamReader | null = null;

  private constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly mirror: Mirror,
    /** Of the first answer: what came later is on the stream, whatever part it would have been in. */
    private readonly position: number,
  ) {}

  /** All projects and estimates that there are for him. */
  static async ofLists(url: string, { token }: Client): Promise<Joiner> {
    const mirror = new Mirror();
    const positions: number[] = [];
    for (const list of ['projects', 'estimates']) {
      for (let cursor: string | null = ''; cursor !== null; ) {
        const part = `${list}?limit=${PART}${cursor && `&cursor=${cursor}`}`;
        const answer: CallAnswer = await call(url, `GET /api/v1/${part}`, { token });
        positions.push(positionOf(answer));
        for (const item of answer.body.items) mirror.show(item);
        cursor = answer.body.next_cursor;
      }
    }
    return new Joiner(url, token, mirror, positions[0] as number);
  }

  /** One estimate; null where there is none (any more). */
  static async ofEstimate(url: string, { token }: Client, id: number): Promise<Joiner | null> {
    const answer = await call(url, `GET /api/v1/estimates/${id}`, { token });
    if (answer.status === 404) return null;
    const mirror = new Mirror(`estimate ${id}`);
    mirror.show(answer.body);
    return new Joiner(url, token, mirror, positionOf(answer));
  }

  /** Another who loaded the same and opens his stream from now: the control. */
  withoutPosition(): Joiner {
    return new Joiner(this.url, this.token, this.mirror.copy(), Number.NaN);
  }

  async follow(): Promise<void> {
    const from = Number.isNaN(this.position) ? '' : `&last_event_id=${this.position}`;
    this.reader = StreamReader.role(this.url, this.token, from);
    await this.reader.event('connected');
  }

  /** What he shows once his stream is complete up to `head`. */
  async settled(head: number): Promise<Mirror['shown']> {
    const { reader } = this;
    if (!reader) throw new Error('he does not follow');
    await reader.first(({ id }) => Number(id) >= head);
    this.mirror.follow(0, reader.heard);
    return this.mirror.shown;
  }

  /** How often he was told to fetch anew, and how many positions came twice or out of order. */
  get trouble(): { resyncs: number; disorder: number } {
    const heard = this.reader?.heard.filter(({ data }) => data.data) ?? [];
    const resyncs = heard.filter(({ data }) => data.event === 'system.resync').length;
    const disorder = heard.filter(({ id }, n) => n > 0 && Number(id) <= Number(heard[n - 1]?.id)).length;
    return { resyncs, disorder };
  }

  leave(): void {
    this.reader?.close();
  }
}

function positionOf({ headers }: CallAnswer): number {
  return Number(headers.get('X-Stream-Position') ?? Number.NaN);
}
