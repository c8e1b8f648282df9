import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** `answer`: the question is passed on, and what comes back is kept from the client. `question`: nor that. */
export type Held = 'answer' | 'question';

interface Trap {
  readonly text: string;
  readonly held: Held;
}

/** Stands before a server of any kind, passes on byte by byte, and can hold one conversation up at a point of choice. */
export class HoldingProxy {
  /** What came back and was not passed on, in UTF-8. */
  withheld = '';
  /** Whether it has begun to hold something. */
  holds = false;
  private trap: Trap | null = null;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async before(target: string): Promise<HoldingProxy> {
    const { hostname, port } = new URL(target);
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new HoldingProxy(server);
    server.on('connection', (client) => proxy.join(client, connect(Number(port), hostname)));
    return proxy;
  }

  /** The same address, but here. */
  insteadOf(target: string): string {
    const url = new URL(target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href.replace(/\/$/, '');
  }

  /** The next question that has this text is the last that its client gets through with. */
  holdFrom(text: string, held: Held): void {
    this.trap = { text, held };
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket, server: Socket): void {
    let held: Held | null = null;
    client.on('data', (bytes: Buffer) => {
      if (this.trap !== null && bytes.includes(this.trap.text)) {
        held = this.trap.held;
        this.trap = null;
        this.holds = true;
      }
      if (held !== 'question') server.write(bytes);
    });
    server.on('data', (bytes: Buffer) => {
      if (held === null) client.write(bytes);
      else this.withheld += bytes.toString('utf8');
    });
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
