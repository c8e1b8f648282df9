import { RawStream } from './raw-stream.ts';

/** An estimate's birth, as a stream told it. */
export interface Birth {
  readonly position: number;
  readonly id: number;
  readonly total: string;
}

/** Somebody who goes on at each next server from where the one before died, and keeps all that he hears. */
export class ResumingEar {
  readonly positions: number[] = [];
  readonly births: Birth[] = [];
  private position = 0;
  private stream: RawStream | null = null;

  /** Hears what was missed, and what comes, until `stop`. */
  async listen(server: { readonly url: string }, token: string): Promise<void> {
    const headers = { 'Last-Event-ID': String(this.position) };
    this.stream = await RawStream.open(server, token, { headers });
  }

  /** Resolves when the stream was told of this estimate. */
  hears(id: number): Promise<void> {
    return this.open().until(() => this.open().has(`"data":{"estimate_id":${id},`));
  }

  /** When the server has cut the stream. */
  async isCut(): Promise<void> {
    await this.open().end();
    this.stop();
  }

  /** Takes what came whole, and leaves. */
  stop(): void {
    if (this.stream === null) return;
    this.stream.destroy();
    for (const block of this.stream.blocks) this.take(block);
    this.stream = null;
  }

  private open(): RawStream {
    if (this.stream === null) throw new Error('nobody listens');
    return this.stream;
  }

  private take(block: string): void {
    const id = /^id: (\d+)$/m.exec(block)?.[1];
    if (id === undefined) return;
    this.position = Number(id);
    const { event, data } = JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null');
    if (data === undefined) return;
    this.positions.push(this.position);
    if (event === 'estimate.created')
      this.births.push({ position: this.position, id: data.estimate_id, total: data.total });
  }
}
