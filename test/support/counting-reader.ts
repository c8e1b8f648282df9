import { connect, type Socket } from 'node:net';

/** An event of the role stream: its position, and that it is one of `flood`. */
const EVENT = /\nid: (\d+)\ndata: \{"event":"project\.updated"/g;
const GREETING = '"event":"connected"';
/** More than that has, since it may come in two pieces; and enough for last words. */
const LINE = 200;

/** A reader of a role stream who keeps nothing but the count, so that hundreds of megabytes may go through. */
export class CountingReader {
  events = 0;
  last = 0;
  /** Events whose position was not beyond the one before. */
  disorder = 0;
  private greeted = false;
  /** The end of what came last. */
  tail = '';
  private waiting: (() => void)[] = [];

  private constructor(readonly socket: Socket) {
    socket.setEncoding('latin1').on('data', (text: string) => this.read(text));
    socket.on('error', () => undefined); // a reset shows as the end
    socket.on('close', () => this.wake());
  }

  /** Opened when it was greeted: the head alone comes before the feed is joined, and what passes meanwhile is not his. */
  static async open(url: string, token: string, lastEventId?: number): Promise<CountingReader> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const resume = lastEventId === undefined ? '' : `Last-Event-ID: ${lastEventId}\r\n`;
    socket.write(`GET /api/v1/sse/events HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer ${token}\r\n${resume}\r\n`);
    const reader = new CountingReader(socket);
    await reader.heard(() => reader.greeted);
    return reader;
  }

  /** Resolves when it has the event of this position. @throws {Error} when the stream ended before. */
  async reached(position: number): Promise<void> {
    await this.heard(() => this.last >= position);
  }

  private async heard(enough: () => boolean): Promise<void> {
    while (!enough()) {
      if (this.socket.closed) throw new Error(`the stream ended with: ${this.tail}`);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private read(text: string): void {
    const all = this.tail + text;
    this.greeted ||= all.includes(GREETING);
    let end = 0;
    for (const found of all.matchAll(EVENT)) {
      const position = Number(found[1]);
      if (position <= this.last) this.disorder++;
      this.last = position;
      this.events++;
      end = found.index + found[0].length;
    }
    this.tail = all.slice(Math.max(end, all.length - LINE));
    this.wake();
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
