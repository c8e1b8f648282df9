import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/usecases/ports/unit-of-work.ts';
import { CreateProject } from '../../src/usecases/projects/create-project.ts';
import { signedInCrew } from '../support/crew.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { serverSockets } from '../support/server-sockets.ts';
import { changes, openStreams, said } from '../support/streams.ts';
import { sharedServer, type TestServer } from '../support/test-server.ts';

/** Together more than the kernel takes for somebody who does not read. */
const UNITS = 20;
const PER_UNIT = 100;
const LAST = 'the last one';
/** The longest texts that there may be: some 3 kB for each event. */
const LONG = { name: '🏗'.repeat(200), address: '🧱'.repeat(500), foremanIds: [] };

const MEBIBYTE = 1024 * 1024;
const SAMPLE_MS = 5;
const BURST_MS = 120_000;

/** Thousands of projects, a hundred in each commit, and one more as a mark. */
async function burst({ container, staff }: TestServer): Promise<void> {
  const [work, create] = [container.resolve<UnitOfWork>(UnitOfWork), container.resolve(CreateProject)];
  for (let unit = 0; unit < UNITS; unit++) {
    await work.run(staff.manager.id, async () => {
      for (let n = 0; n < PER_UNIT; n++) await create.execute(LONG, staff.manager);
    });
  }
  await create.execute({ ...LONG, name: LAST }, staff.manager);
}

/** The most that a number came to while something went on. */
async function highest(read: () => number, work: Promise<unknown>): Promise<number> {
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, read());
  }, SAMPLE_MS);
  await work;
  clearInterval(sampling);
  return most;
}

const ids = (stream: RawStream) => changes(stream).map((block) => said(block).id);
const ended = (stream: RawStream) => stream.until(() => stream.has(LAST));

describe('a reader who stops reading for a while', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const streams = openStreams(server);
  const serverSide = serverSockets();

  it(
    'keeps nobody waiting, costs little memory, and later gets everything once and in order',
    async () => {
      const [slow, fast] = [await streams.raw(crew().manager), await streams.raw(crew().admin)];
      const far = await serverSide(slow.socket);
      slow.socket.pause();

      const waiting = await highest(() => far.writableLength, Promise.all([burst(server()), ended(fast)]));
      const stuck = { full: far.writableNeedDrain, complete: slow.has(LAST) };
      slow.socket.resume();
      await ended(slow);

      const heard = changes(fast);
      expect(stuck).toEqual({ full: true, complete: false });
      expect(heard).toHaveLength(UNITS * PER_UNIT + 1);
      expect(ids(fast)).toEqual([...new Set(ids(fast))].sort((one, other) => one - other));
      expect(ids(slow)).toEqual(ids(fast));
      expect(changes(slow).every((block, n) => block === heard[n])).toBe(true);
      const batch = 100 * Buffer.byteLength(heard[0] ?? '');
      console.log(`waiting for one slow reader: at most ${waiting} bytes`);
      expect(waiting).toBeGreaterThan(0);
      expect(waiting).toBeLessThanOrEqual(MEBIBYTE + batch);
    },
    BURST_MS,
  );
});

describe('a reader who never reads again', () => {
  const server = sharedServer({ settings: { SSE_CONNECTION_TIMEOUT: '1000' } });
  const crew = signedInCrew(server);
  const streams = openStreams(server);
  const serverSide = serverSockets();

  it(
    'is closed, counted no more, and has missed nothing when he comes back',
    async () => {
      const [slow, fast] = [await streams.raw(crew().manager), await streams.raw(crew().admin)];
      const far = await serverSide(slow.socket);
      const gone = once(far, 'close');
      slow.socket.pause();

      await Promise.all([burst(server()), ended(fast), gone]);
      const { body: stats } = await crew().admin.get('/sse/stats').expect(200);
      slow.socket.resume();
      await slow.end();
      const before = changes(slow);
      const back = await streams.resume(crew().manager, said(before.at(-1) ?? '').id);
      await ended(back);

      expect(stats.users).toEqual({ [server().staff.admin.id]: 1 });
      const closed = server().log.lines.filter(({ reason }) => reason === 'slow');
      expect(closed).toMatchObject([{ msg: 'SSE stream closed', user_id: server().staff.manager.id }]);
      const heard = changes(fast);
      const both = [...before, ...changes(back)];
      expect(before.length).toBeLessThan(heard.length);
      expect(both).toHaveLength(heard.length);
      expect(both.every((block, n) => block === heard[n])).toBe(true);
      expect(back.text).not.toContain('system.resync');
    },
    BURST_MS,
  );
});
