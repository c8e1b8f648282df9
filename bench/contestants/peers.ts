import { fileURLToPath } from 'node:url';
import { spawnServer } from '../load/cores.ts';
import type { Contestant, Hub } from './hub.ts';
import { Process } from './process.ts';

const JSON_BODY = { 'Content-Type': 'application/json' };

/** Programs of `bench/peers`: hubs that one would write with Express. */
export const plainExpress: Contestant = { name: 'Express, res.write', start: () => start('plain-express') };
export const betterSse: Contestant = { name: 'better-sse', start: () => start('better-sse') };

async function start(program: string): Promise<Hub> {
  const file = fileURLToPath(new URL(`../peers/${program}.js`, import.meta.url));
  const env = { PATH: process.env.PATH, NODE_ENV: 'production' };
  const peer = new Process(spawnServer('node', [file], { env }));
  const url = await peer.says(/listening at (\S+)\./);
  return {
    url,
    pid: peer.pid,
    stream: () => ({ path: '/events' }),
    publish: (data) => ({ method: 'POST', path: '/send', headers: JSON_BODY, body: JSON.stringify({ data }) }),
    stop: () => peer.stop(),
  };
}
