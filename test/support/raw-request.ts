import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What came back over one connection, to the byte. */
export interface RawAnswer {
  readonly text: string;
  /** Of its first answer; 0 where there is none. */
  readonly status: number;
  /** Of its first answer, each line as it came. */
  readonly head: readonly string[];
  readonly ms: number;
}

const PATIENCE_MS = 10_000;

export async function connectTo({ url }: { readonly url: string }): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined); // a reset shows as the close that follows
  await once(socket, 'connect');
  return socket;
}

/** Resolves when a connection is closed, in peace or not. */
export async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise<void>((resolve) => socket.once('close', () => resolve()));
}

/**
 * Sends these bytes (Latin-1, so that each sign is one) and reads until the connection is closed; of a stream, until its
 * head is there. @throws {Error} when nothing of that happens: a hang.
 */
export async function rawRequest(server: { readonly url: string }, bytes: string): Promise<RawAnswer> {
  const socket = await connectTo(server);
  const began = performance.now();
  let text = '';
  const hung = setTimeout(() => socket.destroy(new Error('hung')), PATIENCE_MS);
  socket.setEncoding('latin1').on('data', (part) => {
    text += part;
    if (/^Content-Type: text\/event-stream/im.test(text)) socket.destroy();
  });
  socket.write(bytes, 'latin1');
  await closed(socket);
  if (socket.errored?.message === 'hung')
    throw new Error(`no end of the answer to ${JSON.stringify(bytes.slice(0, 300))}: ${text}`);
  clearTimeout(hung);
  text = text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  const head = text.split('\r\n\r\n', 1)[0]?.split('\r\n') ?? [];
  return { text, head, status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), ms: performance.now() - began };
}
