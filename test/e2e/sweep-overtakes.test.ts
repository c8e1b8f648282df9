import { beforeEach, describe, expect, it } from '@jest/globals';
import { LogPool } from '../../src/infrastructure/event-log/log-pool.ts';
import { RetentionSweeper } from '../../src/infrastructure/event-log/retention-sweeper.ts';
import { LiveFeed } from '../../src/usecases/ports/live-feed.ts';
import { signedInCrew } from '../support/crew.ts';
import { databaseKinds } from '../support/databases.ts';
import { aReader, aStuckReader, type HistoryReader } from '../support/history-readers.ts';
import { age, OFFICE_KEYS, writeToLog } from '../support/log-rows.ts';
import { Random, seedOf } from '../support/random.ts';
import { openStreams } from '../support/streams.ts';
import { sharedServer } from '../support/test-server.ts';
import { headOf } from '../support/truth.ts';
import { until } from '../support/until.ts';

/** Some batches of the sweeper; of 3 kB each, which is more than the kernel takes for somebody who does not read. */
const OLD = 3_000;
const LIVE = 20;
const READERS = 12;
const DAY_MS = 24 * 60 * 60 * 1000;
const PATIENCE_MS = 120_000;

describe.each(databaseKinds())('a sweep of old events while replays are read, on %s', (kind) => {
  const server = sharedServer({ kind, settings: { SSE_MAX_CONNECTIONS_PER_USER: '0' } });
  const crew = signedInCrew(server);
  const streams = openStreams(server);
  const pool = () => server().container.resolve<LogPool>(LogPool);
  const write = (marks: readonly (string | number)[]) => {
    const event = { subject: 'estimate:0', audience: OFFICE_KEYS };
    const text = 'м'.repeat(1_500);
    return writeToLog(
      pool(),
      marks.map((mark) => ({ ...event, data: JSON.stringify({ mark, text }) })),
    );
  };
  const sweep = () =>
    new RetentionSweeper(pool(), { eventDays: 7, sessionTtlMs: DAY_MS }, server().log.logger).sweep(new Date());
  const positions = async () => {
    const { rows } = await pool().query("SELECT position FROM event_log WHERE stream = 'role' ORDER BY position");
    return rows.map(({ position }) => Number(position));
  };

  let from: number;
  /** All that there is to read behind it. */
  let due: number[];
  beforeEach(async () => {
    from = await headOf(server());
    for (let n = 0; n < OLD; n += 500) await write(Array.from({ length: 500 }, (_, mark) => n + mark));
    await age(pool(), 8);
    const [head, feed] = [await headOf(server()), server().container.resolve<LiveFeed>(LiveFeed)];
    await until(() => feed.settled >= head); // the live feed is days ahead of any sweep
    due = (await positions()).filter((position) => position > from);
  });

  /**
   * What a reader was told, taken apart: everything in order, and where something is missing, one `system.resync` in its
   * place that says so.
   */
  function checked(reader: HistoryReader, all: readonly number[]): { given: number; resyncs: number } {
    const told = reader.told();
    const ids = told.map(({ id }) => id);
    const gone = new Set<number>();
    for (const [n, { event, data, id }] of told.entries()) {
      if (event !== 'system.resync') continue;
      expect(data).toEqual({ reason: 'expired', oldest: expect.any(Number), newest: expect.any(Number) });
      expect(data.newest).toBeLessThanOrEqual(id);
      for (const position of all) if (position > (ids[n - 1] ?? reader.from) && position <= id) gone.add(position);
    }
    const events = told.filter(({ event }) => event !== 'system.resync').map(({ id }) => id);
    expect(events).toEqual(all.filter((position) => position > reader.from && !gone.has(position)));
    return { given: events.length, resyncs: told.length - events.length };
  }

  it(
    'tells each reader whom it overtakes once, in its place, and everybody goes on with what comes',
    async () => {
      const seed = seedOf('JOIN_SEED');
      const random = new Random(seed);
      const stuck = await aStuckReader(streams, crew().manager, from + 1);
      const opening = Array.from({ length: READERS }, (_, n) =>
        aReader(streams, n % 2 ? crew().manager : crew().admin, due[random.below(OLD / 2)] as number),
      );

      const sweeping = sweep();
      for (let n = 0; n < LIVE; n++) await write([`live ${n}`]);
      await sweeping;
      const readers = await Promise.all(opening);
      stuck.socket.resume();
      await write(['end']);
      await Promise.all([stuck, ...readers].map((reader) => reader.hears('end')));

      const kept = await positions();
      const all = [...new Set([...due, ...kept])].sort((one, other) => one - other);
      const overtaken = checked(stuck, all);
      const others = readers.map((reader) => checked(reader, all));
      const told = others.filter(({ resyncs }) => resyncs > 0).length;
      console.log(
        `seed ${seed}, ${kind}: ${told} of ${READERS} who read were told to fetch anew, the stuck one after ${overtaken.given - LIVE - 1} of ${OLD}`,
      );
      expect(kept).toHaveLength(LIVE + 1);
      expect(overtaken.resyncs).toBe(1);
      for (const { resyncs } of others) expect(resyncs).toBeLessThanOrEqual(1);
      expect(server().log.lines.filter(({ msg }) => msg === 'SSE stream failed')).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'leaves somebody alone who reads quicker than it, and who begins with what is left',
    async () => {
      const early = await aReader(streams, crew().manager, from);
      await write(['now']);
      await early.hears('now');
      await sweep();

      const late = await aReader(streams, crew().manager, 0);
      await write(['end']);
      await Promise.all([early, late].map((reader) => reader.hears('end')));

      const kept = await positions();
      expect(checked(early, [...due, ...kept])).toEqual({ given: OLD + 2, resyncs: 0 });
      expect(checked(late, kept)).toEqual({ given: 2, resyncs: 0 });
    },
    PATIENCE_MS,
  );
});
