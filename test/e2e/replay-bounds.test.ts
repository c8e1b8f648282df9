import { describe, expect, it } from '@jest/globals';
import { databaseKinds } from '../support/databases.ts';
import { GatedServer } from '../support/gated-server.ts';
import { aReader, aStuckReader, type HistoryReader } from '../support/history-readers.ts';
import { writeToLog } from '../support/log-rows.ts';
import { serverSockets } from '../support/server-sockets.ts';
import { openStreams } from '../support/streams.ts';
import { headOf } from '../support/truth.ts';
import { until } from '../support/until.ts';

const PAST = 20;
/** Together more than the kernel takes for somebody who does not read. */
const PASSING = 120;
const KIBS = 100;
const MEBIBYTE = 1024 * 1024;
const PATIENCE_MS = 120_000;

describe.each(databaseKinds())('a replay of much, on %s', (kind) => {
  const gated = new GatedServer(kind);
  const streams = openStreams(gated.server);
  const serverSide = serverSockets();
  const writeLarge = (count: number) =>
    writeToLog(
      gated.pool,
      Array.from({ length: count }, (_, mark) => gated.event('foreman', mark, KIBS)),
    );

  it(
    'keeps little for one who does not read, whatever its size, and loses nothing',
    async () => {
      const from = await headOf(gated.server());
      await writeLarge(PAST);
      await gated.settled();
      let passed = false;
      gated.log.gate = async (when) => {
        if (when === 'given') await gated.when(() => passed);
      };

      const reader = await aStuckReader(streams, gated.crew().manager, from);
      const far = await serverSide(reader.socket);
      for (let n = 0; n < PASSING; n += 5) await writeLarge(5);
      await gated.settled();
      passed = true;
      await until(() => far.writableNeedDrain || far.destroyed);
      const waiting = far.writableLength;
      reader.socket.resume();
      await writeToLog(gated.pool, [gated.event('foreman', 'end')]);
      await reader.hears('end');

      const { mostHeld } = gated.feed;
      console.log(
        `${kind}: ${PASSING} events of ${KIBS} KiB passed; ${mostHeld} bytes were held, ${waiting} waited in the socket`,
      );
      expect(reader.told().map(({ id }) => id)).toEqual(await gated.dueTo('manager', from));
      expect(mostHeld).toBeGreaterThan(MEBIBYTE / 4);
      expect(mostHeld).toBeLessThanOrEqual(MEBIBYTE);
      expect(waiting).toBeLessThanOrEqual(1.1 * MEBIBYTE); // a page of data, and its frames
    },
    PATIENCE_MS,
  );

  it('shows nothing of what was moved away before it came to it', async () => {
    const from = await headOf(gated.server());
    await gated.write(500);
    await gated.settled();
    let [pages, moved] = [0, false];
    gated.log.gate = async (when) => {
      if (when === 'read' && pages++ > 0) await gated.when(() => moved);
    };

    const { manager, foreman2 } = gated.crew();
    const during = await aReader(streams, foreman2, from);
    await until(() => during.told().length >= 100);
    const before = during.told().length;
    const { id: foreman_id } = gated.server().staff.foreman;
    await manager.patch(`/estimates/${gated.estimates.foreman2}`, { foreman_id }).expect(200);
    moved = true;
    const after = await aReader(streams, foreman2, from);
    await until(() => [during, after].every((reader) => reader.told().at(-1)?.event === 'estimate.unassigned'));
    await writeToLog(gated.pool, [gated.event('foreman2', 'end')]); // live
    await Promise.all([during, after].map((reader) => reader.hears('end')));

    const events = (reader: HistoryReader) => reader.told().map(({ event }) => event);
    expect(before).toBe(100);
    expect(events(during).slice(before)).toEqual(['estimate.unassigned', 'estimate.updated']);
    expect(events(after)).toEqual(['estimate.unassigned', 'estimate.updated']);
  });
});
