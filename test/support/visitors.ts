import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { closed } from './raw-request.ts';

/** How somebody comes and goes. */
interface Visit {
  readonly version: '1.0' | '1.1';
  /** Whether he waits for the first bytes. */
  readonly hears: boolean;
  readonly polite: boolean;
  /** Requests in one write. */
  readonly requests: number;
}

const plain: Visit = { version: '1.1', hears: true, polite: true, requests: 1 };
/** Half of them close, half reset; some before the head is out, some pipelined, some of long ago. */
const VISITS: readonly Visit[] = [
  plain,
  { ...plain, polite: false },
  { ...plain, hears: false },
  { ...plain, hears: false, polite: false },
  { ...plain, version: '1.0' },
  { ...plain, version: '1.0', polite: false },
  { ...plain, requests: 2 },
  { ...plain, requests: 2, polite: false },
];
const AT_ONCE = 24;

export interface Door {
  readonly url: string;
  readonly path: string;
  readonly token: string | null;
  /** False where nothing comes for long: a poll. */
  readonly talks: boolean;
}

/** So many come and go, some at once; resolves when all are gone, as they see it. */
export async function comeAndGo(door: Door, count: number): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < count) await visit(door, VISITS[next++ % VISITS.length] ?? plain);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

async function visit({ url, path, token, talks }: Door, how: Visit): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined); // the close that follows is waited for
  await once(socket, 'connect');
  const authorization = token === null ? '' : `Authorization: Bearer ${token}\r\n`;
  const request = `GET ${path} HTTP/${how.version}\r\nHost: x\r\n${authorization}\r\n`;
  socket.write(request.repeat(how.requests));
  if (how.hears && talks) await bodyOf(socket);
  else socket.resume();
  if (how.polite) socket.end();
  else socket.resetAndDestroy();
  await closed(socket);
}

/** The first bytes after the head. */
async function bodyOf(socket: Socket): Promise<void> {
  let text = '';
  socket.on('data', (part) => {
    text += part;
  });
  while (!/\r\n\r\n./s.test(text) && !socket.closed) {
    await Promise.race([once(socket, 'data').catch(() => undefined), closed(socket)]);
  }
}
