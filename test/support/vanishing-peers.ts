import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { aNetworkName, ip, runWithin } from './ip.ts';

/** Asks for a stream and reads it. It lives until its input ends. */
const PROGRAM = `
  const { host, port, request } = JSON.parse(process.argv[1]);
  const socket = require('node:net').connect(port, host, () => socket.write(request));
  socket.on('error', () => undefined).resume();
  process.stdin.on('end', () => process.exit()).resume();`;

/** Takes an address away: no FIN, no reset. */
type Vanishing = 'packets are dropped' | 'the cable is cut';

export interface VanishingPeers {
  /** Where the server must listen to be reached by them. */
  readonly host: string;
  /** Opens a stream from another machine, as it were. */
  open(url: string, path: string, token?: string): void;
  /** From now on nothing comes from there, and nothing gets there. */
  vanish(how: Vanishing): void;
}

/** Peers in a network of their own, for all tests of a `describe`; removed whatever happens. */
export function vanishingPeers(): VanishingPeers {
  const name = aNetworkName();
  const [here, there] = [`${name}h`, `${name}t`];
  const [server, peer] = twoAddresses();
  const ends: (() => Promise<void>)[] = [];
  beforeAll(() => {
    ip('netns', 'add', name);
    ip('link', 'add', here, 'type', 'veth', 'peer', 'name', there, 'netns', name);
    ip('addr', 'add', `${server}/30`, 'dev', here);
    ip('link', 'set', here, 'up');
    ip('-n', name, 'addr', 'add', `${peer}/30`, 'dev', there);
    ip('-n', name, 'link', 'set', there, 'up');
  });
  afterEach(async () => {
    await Promise.all(ends.splice(0).map((end) => end()));
  });
  afterAll(() => ip('netns', 'del', name)); // and with it both ends of the cable
  return {
    host: server,
    open(url, path, token) {
      const authorization = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`;
      const request = `GET ${path} HTTP/1.1\r\nHost: test\r\n${authorization}\r\n`;
      const argument = JSON.stringify({ host: server, port: Number(new URL(url).port), request });
      const program = runWithin(name, PROGRAM, argument);
      const exited = new Promise<void>((resolve) => program.once('exit', () => resolve()));
      ends.push(() => {
        program.stdin?.end();
        return exited;
      });
    },
    vanish(how) {
      if (how === 'the cable is cut') ip('-n', name, 'link', 'set', there, 'down');
      else ip('-n', name, 'route', 'add', 'blackhole', server);
    },
  };
}

/** Of a network of four, for tests of networks alone (RFC 2544, appendix C.2.2): nobody else routes there. */
function twoAddresses(): [string, string] {
  const [third = 0, fourth = 0] = randomBytes(2);
  const [network, base] = [`198.18.${third}`, fourth - (fourth % 4)];
  return [`${network}.${base + 1}`, `${network}.${base + 2}`];
}
