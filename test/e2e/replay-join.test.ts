import { describe, expect, it } from '@jest/globals';
import { databaseKinds } from '../support/databases.ts';
import { GatedServer } from '../support/gated-server.ts';
import { aReader, type HistoryReader } from '../support/history-readers.ts';
import { writeToLog } from '../support/log-rows.ts';
import { Random, seedOf } from '../support/random.ts';
import { openStreams } from '../support/streams.ts';
import { headOf } from '../support/truth.ts';
import { until } from '../support/until.ts';

const PAST = 500;
/** While replays are read; `JOIN_EVENTS` for more. */
const EVENTS = Number(process.env.JOIN_EVENTS ?? 3_000);
const PER_COMMIT = 30;
const READERS = 20;
/** More passes while one page is read than a reader may hold beside it. */
const PER_PAGE = 150;
/** `SSE_QUEUE_LIMIT` events, each of half a kilobyte of text and a little around it. */
const HELD_AT_MOST = 100 * 700;
const VIEWERS = ['manager', 'foreman', 'admin', 'foreman2'] as const;
const PATIENCE_MS = 240_000;

describe.each(databaseKinds())('a replay while thousands of events pass, on %s', (kind) => {
  const gated = new GatedServer(kind);
  const streams = openStreams(gated.server);

  it(
    'goes over into what comes live without a gap or a double, and holds little, whoever joins when',
    async () => {
      const seed = seedOf('JOIN_SEED');
      const random = new Random(seed);
      const before = await headOf(gated.server());
      await gated.write(PAST);
      const places = await gated.dueTo('manager', before);
      let written = 0;
      gated.log.gate = async (when) => {
        const passed = Math.min(written + PER_PAGE, EVENTS);
        if (when === 'given') await gated.when(() => written >= passed);
      };

      const readers: { who: (typeof VIEWERS)[number]; reader: HistoryReader }[] = [];
      const joining = Array.from({ length: READERS }, async (_, n) => {
        const [who, when] = [VIEWERS[n % VIEWERS.length] ?? 'manager', random.below(EVENTS / 2)];
        const from = random.pick(places) ?? before;
        await until(() => written >= when);
        readers.push({ who, reader: await aReader(streams, gated.crew()[who], from) });
      });
      try {
        for (; written < EVENTS; written += PER_COMMIT) await gated.write(PER_COMMIT);
      } finally {
        written = EVENTS; // nobody waits for what does not come
      }
      await Promise.all(joining);
      const { pages } = gated.log;
      await writeToLog(gated.pool, [gated.event('foreman', 'end'), gated.event('foreman2', 'end')]);
      await Promise.all(readers.map(({ reader }) => reader.hears('end')));

      const { mostHeld } = gated.feed;
      console.log(
        `seed ${seed}, ${kind}: ${pages} pages were read while ${EVENTS} events passed; held: ${mostHeld} bytes`,
      );
      for (const { who, reader } of readers) {
        const told = reader.told();
        expect(told.map(({ id }) => id)).toEqual(await gated.dueTo(who, reader.from));
        expect(new Set(told.map(({ event }) => event))).toEqual(new Set(['estimate.updated']));
      }
      expect(readers).toHaveLength(READERS);
      expect(pages).toBeGreaterThan(READERS);
      expect(mostHeld).toBeGreaterThan(0);
      expect(mostHeld).toBeLessThanOrEqual(HELD_AT_MOST);
    },
    PATIENCE_MS,
  );
});
