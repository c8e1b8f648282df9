import { closeSync, openSync, readSync } from 'node:fs';
import { isIPv4, type Socket } from 'node:net';
import { endianness } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';

/** Where Linux tells of its TCP connections, one a line (proc_pid_net(5)). Other systems have no such thing. */
const TABLES = ['/proc/self/net/tcp', '/proc/self/net/tcp6'];
/** Established, what was sent is sent again, and not for the first time: both ends, and how often. */
const UNANSWERED = /^ *\d+: (\S+ \S+) 01 \S+ 01:\S+ (?!00000000)(\S+) /gm;
/** As long as the kernel's own probes of an idle peer take: ten, a second each. Found out up to a look later. */
const SILENCE_MS = 7_500;
/** The kernel hands over a page at a time; a turn of the event loop takes so many. */
const PAGE_BYTES = 16_384;
const PAGES = 16;

interface Silence {
  readonly since: number;
  readonly repeats: number;
}

/**
 * Peers that acknowledge nothing of what was sent to them. The kernel probes none while something is on its way there,
 * be it a keepalive, and goes on sending for a quarter of an hour; Node can't see it, nor set it otherwise (docs/adr/0008).
 */
export class SilentPeers {
  private silences: ReadonlyMap<string, Silence> = new Map();

  /**
   * Those (see `peerOf`) that have been silent for too long by now, in milliseconds of a clock that nobody sets. Called
   * every few seconds.
   */
  async look(now: number): Promise<ReadonlySet<string>> {
    const silences = new Map<string, Silence>();
    for await (const lines of linesOf(TABLES)) {
      for (const [, peer = '', count = ''] of lines.matchAll(UNANSWERED)) {
        silences.set(peer, this.silenceOf(peer, Number.parseInt(count, 16), now));
      }
    }
    this.silences = silences;
    const gone = [...this.silences].filter(([, { since }]) => now - since >= SILENCE_MS);
    return new Set(gone.map(([peer]) => peer));
  }

  /** The kernel counts from none again when something was acknowledged. */
  private silenceOf(peer: string, repeats: number, now: number): Silence {
    const known = this.silences.get(peer);
    return { since: known !== undefined && known.repeats <= repeats ? known.since : now, repeats };
  }
}

/** A page of whole lines at a time: of ten thousand connections it is megabytes. */
async function* linesOf(tables: readonly string[]): AsyncGenerator<string> {
  let pages = 0;
  for (const table of tables) {
    for (const lines of pagesOf(table)) {
      yield lines;
      if (++pages % PAGES === 0) await turn();
    }
  }
}

function* pagesOf(table: string): Generator<string> {
  const file = opened(table);
  if (file === null) return;
  try {
    const page = Buffer.allocUnsafe(PAGE_BYTES);
    let rest = '';
    for (let bytes = readSync(file, page); bytes > 0; bytes = readSync(file, page)) {
      const text = rest + page.toString('latin1', 0, bytes);
      const end = text.lastIndexOf('\n') + 1;
      rest = text.slice(end);
      yield text.slice(0, end);
    }
  } finally {
    closeSync(file);
  }
}

/** Null where the system has none. */
function opened(table: string): number | null {
  try {
    return openSync(table, 'r');
  } catch {
    return null;
  }
}

/** Both ends of a connection as the kernel writes them; null when it is closed. */
export function peerOf({ localAddress, localPort, remoteAddress, remotePort }: Socket): string | null {
  if (!localAddress || !localPort || !remoteAddress || !remotePort) return null;
  return `${endOf(localAddress, localPort)} ${endOf(remoteAddress, remotePort)}`;
}

/** Words of 32 bits in the machine's own order, `0100007F:1F40`. */
function endOf(address: string, port: number): string {
  const bytes = Buffer.from(isIPv4(address) ? address.split('.').map(Number) : bytesOf(address));
  const words = endianness() === 'LE' ? bytes.swap32() : bytes;
  return `${words.toString('hex')}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}

/** `fe80::1%eth0`, `::ffff:10.0.0.1`: the sixteen of an address of IPv6. */
function bytesOf(address: string): number[] {
  const { hostname } = new URL(`http://[${address.split('%', 1)[0]}]`); // without dots
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => (part === '' ? [] : part.split(':')));
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
}
