import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Hub } from '../contestants/hub.ts';
import { delaysIn, MARK } from './message.ts';

/** The others are read so often, in milliseconds: what comes meanwhile waits in the kernel. */
const ROUND_MS = 300;
const SLOTS = 30;
const PIECE = Buffer.alloc(1 << 20);

export interface CrowdManners {
  /** So many, evenly spread, are read at once, to see when events come; the others in large pieces, which costs little. */
  readonly prompt: number;
  /** So many are opened at a time. */
  readonly atOnce: number;
}

const CALM: CrowdManners = { prompt: 16, atOnce: 100 };

/** Many open streams of one hub, and what came on them. */
export class Crowd {
  /** Events on all streams since they were opened. */
  events = 0;
  /** From the sending of an event to its arrival, in milliseconds, on the streams that are read at once. */
  delays: number[] = [];
  /** Streams that ended by themselves. */
  broken = 0;
  private readonly lazy: Socket[][] = Array.from({ length: SLOTS }, () => []);
  private readonly sockets: Socket[] = [];
  private readonly wheel: NodeJS.Timeout;
  private slot = 0;
  private closing = false;

  private constructor(
    private readonly hub: Hub,
    private readonly promptOf: number,
  ) {
    this.wheel = setInterval(() => this.readSome(), ROUND_MS / SLOTS);
  }

  /** Resolves when each has the head of its answer. */
  static async open(hub: Hub, size: number, { prompt, atOnce }: CrowdManners = CALM): Promise<Crowd> {
    const crowd = new Crowd(hub, Math.max(1, Math.floor(size / prompt)));
    for (let from = 0; from < size; from += atOnce) {
      const some = Array.from({ length: Math.min(atOnce, size - from) }, (_, n) => from + n);
      await Promise.all(some.map((client) => crowd.join(client)));
    }
    return crowd;
  }

  /** Resolves when no event has come for a while. */
  async quiet(): Promise<void> {
    for (let seen = -1; seen !== this.events; ) {
      seen = this.events;
      await delay(3 * ROUND_MS);
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    clearInterval(this.wheel);
    const closed = this.sockets.filter((socket) => !socket.closed).map((socket) => once(socket, 'close'));
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(closed);
  }

  /** Resolves with the first bytes of the answer. */
  private join(client: number): Promise<void> {
    const { hostname, port } = new URL(this.hub.url);
    const prompt = client % this.promptOf === 0;
    let rest = '';
    return new Promise((resolve, reject) => {
      const callback = (length: number): boolean => {
        const bytes = PIECE.subarray(0, length);
        if (!socket.readable) return true;
        if (!opened) open(bytes);
        this.events += marksIn(bytes);
        if (!prompt) return false;
        const { delays, rest: beginning } = delaysIn(rest + bytes.toString('latin1'));
        rest = beginning;
        this.delays.push(...delays);
        return true;
      };
      let opened = false;
      const open = (bytes: Buffer) => {
        opened = true;
        const [line = ''] = bytes.toString('latin1', 0, 50).split('\r\n');
        if (line.startsWith('HTTP/1.1 200')) resolve();
        else reject(new Error(`a stream was refused: ${line}`));
        if (!prompt) this.lazy[client % SLOTS]?.push(socket);
      };
      const socket = connect({ host: hostname, port: Number(port), onread: { buffer: PIECE, callback } });
      this.sockets.push(socket);
      socket.once('connect', () => socket.write(headOf(this.hub, client)));
      socket.once('error', reject);
      socket.once('close', () => {
        if (!this.closing) this.broken++;
      });
    });
  }

  private readSome(): void {
    for (const socket of this.lazy[this.slot] ?? []) socket.resume();
    this.slot = (this.slot + 1) % SLOTS;
  }
}

function headOf(hub: Hub, client: number): string {
  const { path, headers = {} } = hub.stream(client);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\nHost: ${new URL(hub.url).host}\r\nAccept: text/event-stream\r\n${lines.join('')}\r\n`;
}

function marksIn(bytes: Buffer): number {
  let marks = 0;
  for (let at = bytes.indexOf(MARK); at !== -1; at = bytes.indexOf(MARK, at + 1)) marks++;
  return marks;
}
