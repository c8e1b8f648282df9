import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** An address of a server that can be shut and opened again: the same port, whatever stands behind it by then. */
export class Door {
  private server: Server | null = null;
  private port = 0;
  private readonly sockets = new Set<Socket>();

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** From now on, what comes here goes to `target`, byte by byte. */
  async open(target: string): Promise<void> {
    const { hostname, port } = new URL(target);
    this.server = createServer((incoming) => {
      const onward = connect(Number(port), hostname);
      for (const [one, other] of [
        [incoming, onward],
        [onward, incoming],
      ] as const) {
        this.sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.sockets.delete(one);
          other.destroy();
        });
      }
    }).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Cuts all connections; the next are refused. */
  async shut(): Promise<void> {
    if (this.server === null) return;
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    this.server = null;
    await closed;
  }
}
