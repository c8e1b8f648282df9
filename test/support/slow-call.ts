import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One connection that is kept alive, with requests on it as a test paces them. */
export class SlowCall {
  private answer = '';

  private constructor(readonly socket: Socket) {
    socket.setEncoding('utf8').on('data', (text: string) => {
      this.answer += text;
    });
    socket.on('error', () => undefined); // a reset shows as the end
  }

  static async to(url: string): Promise<SlowCall> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new SlowCall(socket);
  }

  /** The head, and no byte of the body that it announces. */
  begin(what: string, token: string, bodyBytes = 0): void {
    const body = bodyBytes > 0 ? `Content-Type: application/json\r\nContent-Length: ${bodyBytes}\r\n` : '';
    this.socket.write(`${what} HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer ${token}\r\n${body}\r\n`);
  }

  send(text: string): void {
    this.socket.write(text);
  }

  /** The status of one whole request; undefined where the connection was closed instead. */
  async ask(what: string, token: string): Promise<number | undefined> {
    const before = this.statuses.length;
    this.begin(what, token);
    await this.until(() => this.statuses.length > before);
    return this.statuses[before];
  }

  /** All that came so far. */
  get heard(): string {
    return this.answer;
  }

  /** Of the answers so far, in their order: each begins where the body of the one before ends. */
  get statuses(): number[] {
    return [...this.answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
  }

  /** Resolves when it came, or the connection is closed. */
  hears(pattern: RegExp): Promise<void> {
    return this.until(() => pattern.test(this.answer));
  }

  async end(): Promise<void> {
    if (!this.socket.closed) await new Promise<void>((resolve) => this.socket.once('close', () => resolve()));
  }

  private async until(isSo: () => boolean): Promise<void> {
    while (!isSo() && !this.socket.closed) {
      await new Promise<void>((resolve) => {
        const settle = () => {
          this.socket.off('data', settle).off('close', settle);
          resolve();
        };
        this.socket.on('data', settle).on('close', settle);
      });
    }
  }
}
