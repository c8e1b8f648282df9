import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { signedInCrew } from '../support/crew.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { blockWith } from '../support/raw-streams.ts';
import { serverSockets } from '../support/server-sockets.ts';
import { idOf, named, sendInside, targetedStreams } from '../support/targeted-streams.ts';
import { sharedServer } from '../support/test-server.ts';
import { until } from '../support/until.ts';

const MEBIBYTE = 1024 * 1024;
/** Each some 100 kB; together far more than the kernel takes for somebody who does not read. */
const TEXT = 'ж'.repeat(50_000);
const NOTICES = 150;
const BURST_MS = 120_000;

const numbersIn = (stream: RawStream) => named(stream, 'note').map((block) => Number(/"n":(\d+)/.exec(block)?.[1]));
const all = Array.from({ length: NOTICES }, (_, n) => n);

describe('a reader of targeted sends who stops reading', () => {
  const server = sharedServer({ settings: { SSE_CONNECTION_TIMEOUT: '600000' } });
  const crew = signedInCrew(server);
  const streams = targetedStreams(server);
  const serverSide = serverSockets();

  it(
    'is closed when what is not stored finds no room, costs little memory, and keeps nobody waiting',
    async () => {
      const [slow, fast] = [await streams.raw(crew().foreman), await streams.raw(crew().foreman2)];
      const far = await serverSide(slow.socket);
      const closed = once(far, 'close');
      slow.socket.pause();
      let [waiting, longestMs] = [0, 0];

      const delivered: number[] = [];
      for (const n of all) {
        const began = performance.now();
        delivered.push(await sendInside(server(), {}, 'note', { n, text: TEXT }));
        await fast.until(() => fast.has(`{"n":${n},`));
        longestMs = Math.max(longestMs, performance.now() - began);
        waiting = Math.max(waiting, far.writableLength);
      }
      await closed;
      slow.socket.resume();
      await slow.end();

      console.log(`one slow reader: at most ${waiting} bytes; longest way to the fast one ${longestMs.toFixed(0)} ms`);
      expect(waiting).toBeGreaterThan(0);
      expect(waiting).toBeLessThanOrEqual(MEBIBYTE + Buffer.byteLength(TEXT) + 1_000);
      expect(numbersIn(fast)).toEqual(all);
      expect(numbersIn(slow)).toEqual(all.slice(0, numbersIn(slow).length)); // in order, as far as he got
      expect([delivered[0], delivered.at(-1)]).toEqual([2, 1]);
      expect(server().log.lines.filter(({ reason }) => reason === 'slow')).toMatchObject([
        { msg: 'SSE stream closed', stream: 'targeted', user_id: server().staff.foreman.id },
      ]);
    },
    BURST_MS,
  );

  it(
    'is caught up with what is stored when he reads again, and costs little memory meanwhile',
    async () => {
      const [slow, fast] = [await streams.raw(crew().manager), await streams.raw(crew().manager)];
      const far = await serverSide(slow.socket);
      slow.socket.pause();
      const target = { userId: server().staff.manager.id };
      let waiting = 0;

      for (const n of all) {
        expect(await sendInside(server(), target, 'note', { n, text: TEXT })).toBe(2);
        waiting = Math.max(waiting, far.writableLength);
      }
      await sendInside(server(), target, 'mark', 'the last one');
      await blockWith(fast, 'event: mark');
      const stuck = { full: far.writableNeedDrain, complete: slow.has('the last one') };
      slow.socket.resume();
      await until(() => slow.has('the last one'));

      expect(stuck).toEqual({ full: true, complete: false });
      expect(numbersIn(slow)).toEqual(all);
      expect(named(slow, 'note').map(idOf)).toEqual(named(fast, 'note').map(idOf));
      console.log(`one slow reader of what is stored: at most ${waiting} bytes`);
      expect(waiting).toBeLessThanOrEqual(MEBIBYTE + 100 * Buffer.byteLength(TEXT));
    },
    BURST_MS,
  );
});

describe('a reader of targeted sends who never reads again', () => {
  const server = sharedServer({ settings: { SSE_CONNECTION_TIMEOUT: '1000' } });
  const crew = signedInCrew(server);
  const streams = targetedStreams(server);
  const serverSide = serverSockets();

  it(
    'is closed in the end, and has missed nothing of what is stored when he comes back',
    async () => {
      const slow = await streams.raw(crew().foreman);
      const closed = once(await serverSide(slow.socket), 'close');
      slow.socket.pause();
      const target = { userId: server().staff.foreman.id };

      for (const n of all) await sendInside(server(), target, 'note', { n, text: TEXT });
      await closed;
      slow.socket.resume();
      await slow.end();
      const before = numbersIn(slow);
      const back = await streams.raw(crew().foreman, {}, { lastEventId: idOf(named(slow, 'note').at(-1)) });
      await until(() => back.has(`{"n":${NOTICES - 1},`));

      expect(before.length).toBeLessThan(NOTICES);
      expect([...before, ...numbersIn(back)]).toEqual(all);
      expect(back.text).not.toContain('system.resync');
    },
    BURST_MS,
  );
});
