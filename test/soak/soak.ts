import { setMaxListeners } from 'node:events';
import { Random } from '../support/random.ts';
import { type Disturbances, disturb } from './disturbances.ts';
import { type Ground, groundOf } from './ground.ts';
import { ADMIN, hire, type Staff } from './people.ts';
import { type Known, Reader } from './reader.ts';
import { readOn, readUpTo } from './reading.ts';
import { ServerProcess } from './server-process.ts';
import type { Story } from './story.ts';
import { World } from './world.ts';
import { write, writeOn } from './writer.ts';
import { aNewProject } from './writings.ts';

/** Access tokens outlive every run. */
const SETTINGS = { ...ADMIN, RATE_LIMIT: 'off', ACCESS_TOKEN_TTL: '2147483647', SSE_KEEPALIVE_INTERVAL: '500' };
const PROJECTS = 4;

export interface SoakOptions {
  /** `main.js` of the built server. */
  readonly program: string;
  /** For so long the server is up, in all. */
  readonly minutes: number;
  readonly seed: number;
  /** `pglite`, `postgres`, or the address of an empty database. */
  readonly database: string;
  readonly writers: number;
  readonly readers: number;
}

export interface Soaked extends Disturbances {
  readonly database: string;
  readonly story: Story;
  readonly answersLost: number;
  readonly streams: number;
}

/** A server under writers, readers and disturbances for that long; then everything that happened, from all sides. */
export async function soak(options: SoakOptions): Promise<Soaked> {
  const ground = await groundOf(options.database);
  const server = await ServerProcess.on(options.program, { ...SETTINGS, ...ground.env });
  try {
    return await live(options, ground, server);
  } finally {
    await server.end('SIGKILL');
    await ground.remove();
  }
}

async function live(options: SoakOptions, ground: Ground, server: ServerProcess): Promise<Soaked> {
  const random = new Random(options.seed);
  const world = new World();
  const counts = { kills: 0, restarts: 0, pauses: 0 };
  await server.start();
  const staff = await hire(server.url);
  const hand = () => ({ world, staff, random: random.fork() });
  for (let n = 0; n < PROJECTS; n++) await write(staff.manager, aNewProject(hand()), hand());
  const readers = readersOf(server, staff, options.readers);
  const end = new AbortController();
  const over = end.signal;
  setMaxListeners(0, over); // everybody waits for it
  const everybody = everyoneOf(staff);
  const reading = readers.map((reader) => readOn(reader, random.fork(), over));
  const writing = Array.from({ length: options.writers }, (_, n) => writeOn(at(everybody, n), hand(), over));
  const disturbing = disturb(server, random.fork(), options.minutes * 60_000, counts).finally(() => end.abort());
  await Promise.all([disturbing, ...writing, ...reading]);

  const { head } = await staff.admin.api.well({ method: 'GET', path: '/events?after=0&limit=1' });
  await Promise.all(readers.map((reader) => readUpTo(head, reader)));
  await server.end('SIGTERM');
  const { acknowledged, refused, answersLost } = world;
  const faults = [...world.faults, ...server.complaints];
  const story = { ...(await ground.read()), readers, acknowledged, refused, faults };
  const streams = readers.reduce((sum, reader) => sum + reader.streams, 0);
  return { database: ground.label, story, answersLost, streams, ...counts };
}

/** Of all roles, one after the other. */
function readersOf(server: ServerProcess, staff: Staff, count: number): Reader[] {
  const known: Known = { position: 0 };
  const everybody = everyoneOf(staff);
  return Array.from({ length: count }, (_, n) => {
    const who = at(everybody, n);
    return new Reader(server.url, who, `reader ${n + 1} (${who.name})`, known);
  });
}

function everyoneOf({ admin, manager, foremen }: Staff) {
  return [manager, ...foremen, admin];
}

function at<T>(list: readonly T[], n: number): T {
  return list[n % list.length] as T;
}
