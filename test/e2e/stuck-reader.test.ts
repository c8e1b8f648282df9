import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { CountingReader } from '../support/counting-reader.ts';
import { onPostgres } from '../support/databases.ts';
import { flood } from '../support/event-flood.ts';
import { type Memory, memoryOf, TELLS_MEMORY } from '../support/memory-of.ts';
import { type OwnProgram, ownPrograms } from '../support/own-program.ts';

/** What passes: over every bound by default, and as much as is promised where `STUCK_READER_EVENTS=200000` asks for it. */
const EVENTS = Number(process.env.STUCK_READER_EVENTS ?? 20_000);
const BYTES = 2_000;
/** Committed at once: a megabyte. */
const BATCH = 500;
const CROWD = 50;
/** For the crowd: over every bound too, and fifty times so much is read in the end. */
const MANY = 5_000;
/** Promised, for one. */
const COST = 20_000_000;
/** For whoever reads: `npm run doctor` calls more than two seconds a fault; five times that is hanging. */
const HANG_MS = 10_000;
/** Nobody is closed here for being slow. */
const PATIENT = { SSE_CONNECTION_TIMEOUT: '600000', SSE_MAX_CONNECTIONS_PER_USER: '0', RATE_LIMIT: 'off' };
const TEST_MS = 120_000 + EVENTS * 5;

onPostgres('readers who stop reading, on PostgreSQL', (kind) => {
  const readers: CountingReader[] = [];
  let own: OwnProgram;
  let pool: pg.Pool;
  let reading: CountingReader;
  let before: Memory;
  afterEach(async () => {
    for (const { socket } of readers.splice(0)) socket.destroy();
    await pool.end();
  });
  const start = ownPrograms(); // after the hook above: it takes the database away
  beforeEach(async () => {
    own = await start(kind, { env: PATIENT, nodeArgs: TELLS_MEMORY });
    pool = new pg.Pool({ connectionString: own.env.DATABASE_URL as string, max: 1 });
    reading = await open();
    await pass(EVENTS / 2); // everything is warm, and there is history
    before = await memoryOf(own.program);
  }, TEST_MS);

  it.each([
    ['one, while events pass', 1, EVENTS, () => false],
    ['one, in the midst of a replay', 1, EVENTS, () => true],
    [`${CROWD} at once, half of them in a replay`, CROWD, MANY, (n: number) => n % 2 === 0],
  ])(
    'cost little, slow nobody, and later get everything in order (%s)',
    async (how, count, events, replays) => {
      const from = reading.events;
      const stuck = await Promise.all(Array.from({ length: count }, (_, n) => openStuck(replays(n))));

      const { last, slowestMs } = await pass(events);
      const after = await memoryOf(own.program);
      const had = stuck.map((reader) => reader.events);
      for (const { socket } of stuck) socket.resume();
      await Promise.all(stuck.map((reader) => reader.reached(last)));

      const cost = after.held - before.held;
      console.log(
        `${how}: ${events} events of ${BYTES} bytes: ${mb(cost)} held, rss ${mb(after.rss - before.rss)}; ` +
          `a megabyte was with the one who reads after ${Math.round(slowestMs)} ms at most`,
      );
      expect(reading.events).toBe(from + events);
      expect(Math.max(...had)).toBeLessThan(events);
      expect(cost).toBeLessThan(COST);
      expect(slowestMs).toBeLessThan(HANG_MS);
      expect(stuck.map((reader) => reader.events)).toEqual(stuck.map((_, n) => events + (replays(n) ? from : 0)));
      expect([reading, ...stuck].map(({ disorder }) => disorder)).toEqual(Array(count + 1).fill(0));
    },
    TEST_MS,
  );

  /** Commits events and waits until they were read, a megabyte at a time; `slowestMs` is the longest of that. */
  async function pass(events: number): Promise<{ last: number; slowestMs: number }> {
    let [last, slowestMs] = [0, 0];
    for (let done = 0; done < events; done += BATCH) {
      last = await flood(pool, { events: Math.min(BATCH, events - done), bytes: BYTES });
      const committed = performance.now();
      await reading.reached(last);
      slowestMs = Math.max(slowestMs, performance.now() - committed);
    }
    return { last, slowestMs };
  }

  async function open(lastEventId?: number): Promise<CountingReader> {
    const reader = await CountingReader.open(own.program.url, own.admin.token, lastEventId);
    readers.push(reader);
    return reader;
  }

  async function openStuck(replays: boolean): Promise<CountingReader> {
    const reader = await (replays ? open(0) : open());
    reader.socket.pause();
    return reader;
  }
});

function mb(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
