import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventStream } from '../../../src/interfaces/web/live/event-stream.ts';
import { isChange, type LiveState } from '../../../src/interfaces/web/live/live-event.ts';
import { delayBefore, PATIENCE } from '../../../src/interfaces/web/live/patience.ts';
import { ScriptedSource } from './scripted-source.ts';

const { retryMs, slowMs, silentMs, firstWordMs, quickTries } = PATIENCE;
const LOOK_MS = 2_000;

describe('EventStream', () => {
  let source: ScriptedSource;
  let stream: EventStream;
  let heard: number[];
  let states: LiveState[];
  let over: AbortController;
  let ended: boolean;
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Math, 'random').mockReturnValue(1); // as late as may be
    jest.spyOn(console, 'info').mockImplementation(() => undefined);
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    [source, heard, states, over, ended] = [new ScriptedSource(), [], [], new AbortController(), false];
    stream = new EventStream(source, {
      onMessage: ({ position, message }) => void (isChange(message) && heard.push(position)),
      onState: (state) => void states.push(state),
    });
  });
  afterEach(() => {
    over.abort();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const wait = (ms = 0) => jest.advanceTimersByTimeAsync(ms);
  const state = () => states.at(-1);

  const connectedNow = () => {
    const timestamp = Math.floor(Date.now() / 1000);
    return { event: 'connected', message: 'SSE connection established', timestamp } as const;
  };

  async function run(): Promise<void> {
    void stream.run(over.signal).then(() => {
      ended = true;
    });
    await wait();
  }

  it('is catching up until it is connected, and tells each change', async () => {
    const line = source.line();
    await run();
    const before = state();

    line.connected(7).change(8).change(9);
    await wait();

    expect([source.opened, before, state(), heard]).toEqual([[null], 'catching-up', 'live', [8, 9]]);
  });

  it('comes back behind what it has heard, a keepalive included, after the time that the server named', async () => {
    const line = source.line().write('retry: 5000\n\n').connected(7).change(8);
    line.say(20, { event: 'keepalive', timestamp: 0 });
    await run();
    line.break();
    await wait();
    const lost = state();
    source.line().connected(20);
    await wait(4_999);
    const tooEarly = source.opened.length;
    await wait(1);

    expect([lost, tooEarly, source.opened, state()]).toEqual(['delayed', 1, [null, 20], 'live']);
  });

  it('tells nothing twice, whatever the server says again', async () => {
    const line = source.line().connected(7).change(8);
    source.line().connected(7).change(8).change(9);
    await run();
    line.break();
    await wait(retryMs);

    expect(heard).toEqual([8, 9]);
  });

  it('goes back where the log was replaced', async () => {
    const data = { reason: 'unknown', oldest: 1, newest: 3 } as const;
    const line = source.line().connected(100).say(3, { event: 'system.resync', data, timestamp: 0 }).change(4);
    await run();
    line.break();
    await wait(retryMs);

    expect([heard, source.opened]).toEqual([[4], [null, 4]]);
  });

  it('is offline after five tries, and goes on trying, slowly', async () => {
    await run();
    for (let failures = 1; failures < quickTries; failures++) await wait(retryMs * 2 ** (failures - 1));
    const before = [source.opened.length, state()];
    await wait(slowMs);
    const after = [source.opened.length, state()];
    await wait(slowMs * 10);

    expect([before, after]).toEqual([
      [5, 'delayed'],
      [6, 'offline'],
    ]);
    expect(source.opened).toHaveLength(16);
    expect(getEventListeners(over.signal, 'abort').length).toBeLessThanOrEqual(1); // one for each wait would be many
  });

  it('is patient from the beginning again when it was connected', async () => {
    for (let failures = 1; failures < quickTries; failures++) source.refuses(502);
    source.line().connected(7).end();
    await run();
    for (let failures = 1; failures < quickTries; failures++) await wait(retryMs * 2 ** (failures - 1));
    const before = source.opened.length;
    await wait(retryMs);

    expect([before, source.opened.length]).toEqual([5, 6]);
  });

  it('tries at once when it is woken', async () => {
    await run();
    await wait(retryMs * 100);
    source.line().connected(1);
    const before = source.opened.length;

    stream.wake();
    await wait();

    expect([source.opened.length - before, state()]).toEqual([1, 'live']);
  });

  it('looks again when there is reason to doubt, and goes on where it was', async () => {
    source.line().connected(7).change(8);
    await run();
    stream.doubt();
    await wait();
    const doubted = state();
    source.line().connected(8);
    await wait(retryMs);

    expect([doubted, source.opened, state()]).toEqual(['delayed', [null, 8], 'live']);
  });

  it('waits as long as a server that is busy asks for', async () => {
    source.refuses(503, { 'Retry-After': '17' });
    await run();
    await wait(16_999);
    const before = source.opened.length;
    await wait(1);

    expect([before, source.opened.length]).toEqual([1, 2]);
  });

  it('asks for a new right when that ends, and goes on at once', async () => {
    source.line().connected(7).say(7, { event: 'system.unauthorized', timestamp: 0 }).end();
    source.line().connected(7);
    await run();

    expect([source.renewals, source.opened, state()]).toEqual([1, [null, 7], 'live']);
  });

  it('does not hurry with a right that is refused again', async () => {
    source.refuses(401).refuses(401);
    await run();
    const hurried = source.opened.length;
    await wait(retryMs * 2);

    expect([hurried, source.opened.length]).toEqual([2, 3]);
  });

  it('ends when there is no new right, and says so', async () => {
    source.refuses(401).renewal = () => Promise.resolve(false);
    await run();

    expect([state(), ended, jest.getTimerCount()]).toEqual(['signed-out', true, 0]);
  });

  it('takes nobody for signed out because the server can not be asked', async () => {
    source.refuses(401).renewal = () => Promise.reject(new TypeError('nobody answers'));
    await run();
    await wait(retryMs);

    expect([ended, states.includes('signed-out')]).toEqual([false, false]);
  });

  it('gives a connection up that says nothing for too long', async () => {
    source.line().connected(7);
    await run();
    await wait(silentMs);
    const before = source.opened.length;
    await wait(LOOK_MS + retryMs);

    expect([before, source.opened]).toEqual([1, [null, 7]]);
  });

  it('leaves the stream to whoever replaced it', async () => {
    const data = { reason: 'replaced' } as const;
    source.line().connected(7).say(7, { event: 'system.closing', data, timestamp: 0 }).end();
    await run();
    await wait(slowMs - 1);
    const before = source.opened.length;
    await wait(1);

    expect([before, source.opened.length]).toEqual([1, 2]);
  });

  it('asks for the events where two streams came late, says so, and tries a stream again in ten minutes', async () => {
    source.line();
    source.line();
    source.tells([], 7).tells([8], 8);
    await run();
    await wait(2 * (firstWordMs + LOOK_MS) + 3 * retryMs);
    const [asked, said] = [[...source.polled], state()];
    await wait(10 * 60_000 + slowMs);

    expect([asked.slice(0, 2), said, heard]).toEqual([
      [
        [0, 0],
        [7, 25],
      ],
      'delayed',
      [8],
    ]);
    expect(source.opened.length).toBeGreaterThan(2);
    expect(states).not.toContain('live');
  });

  it('is never offline while the events can be asked for, nor long without asking', async () => {
    source.line().connected(7).end();
    for (let n = 0; n < 100; n++) source.line(); // nothing gets through
    let [answeredMs, longestMs] = [Date.now(), 0];
    jest.spyOn(source, 'poll').mockImplementation(async (head, waitSeconds) => {
      longestMs = Math.max(longestMs, Date.now() - answeredMs);
      await new Promise((resolve) => setTimeout(resolve, waitSeconds * 1_000));
      answeredMs = Date.now();
      return Response.json({ items: [], head });
    });
    await run();
    await wait(3 * 60 * 60_000);

    expect(states).not.toContain('offline');
    expect(longestMs).toBeLessThan(60_000);
  });

  describe('where something on the way hands on in lumps', () => {
    const keepaliveOf = (secondsAgo: number) => {
      return { event: 'keepalive', timestamp: Math.floor(Date.now() / 1000) - secondsAgo } as const;
    };

    it('asks for the events instead', async () => {
      const lines = [source.line(), source.line()];
      await run();
      for (const line of lines) {
        line.say(7, connectedNow());
        await wait(12_000);
        line.say(7, keepaliveOf(9)).say(7, keepaliveOf(6));
        await wait(retryMs);
      }
      await wait(retryMs);

      expect([source.opened.length, source.polled.length > 0, state()]).toEqual([2, true, 'delayed']);
    });

    it('bears with one that comes late, and with two where much time lies between', async () => {
      const first = source.line().say(7, connectedNow());
      await run();
      await wait(12_000);
      first.say(7, keepaliveOf(9)).say(7, keepaliveOf(0)).say(7, keepaliveOf(9));
      await wait();
      const one = source.opened.length;
      first.say(7, keepaliveOf(9));
      const second = source.line().say(7, connectedNow());
      await wait(retryMs);
      for (let minutes = 0; minutes < 11; minutes++) {
        second.say(7, keepaliveOf(0));
        await wait(60_000);
      }
      source.line().connected(7);
      second.say(7, keepaliveOf(9)).say(7, keepaliveOf(9));
      await wait(2 * retryMs);

      expect([one, source.opened.length, source.polled, state()]).toEqual([1, 3, [], 'live']);
    });
  });

  it.each([
    ['while it listens', (of: ScriptedSource) => of.line().connected(7)],
    ['while it waits', (of: ScriptedSource) => of.refuses(503)],
  ])('ends with its signal %s, and leaves nothing behind', async (_when, arrange) => {
    arrange(source);
    await run();
    const said = [...states];

    over.abort();
    await wait();

    expect([ended, jest.getTimerCount(), states]).toEqual([true, 0, said]);
  });

  it('says nothing after its end, also where a new right comes then', async () => {
    let answer: (goesOn: boolean) => void = () => undefined;
    source.refuses(401).refuses(401).renewal = () =>
      source.renewals === 1 ? Promise.resolve(true) : new Promise((resolve) => (answer = resolve));
    await run();
    const said = [...states];

    over.abort();
    answer(true);
    await wait();

    expect([ended, jest.getTimerCount(), states]).toEqual([true, 0, said]);
  });
});

describe('delayBefore', () => {
  const between = (failures: number, random: number) => {
    jest.spyOn(Math, 'random').mockReturnValue(random);
    return delayBefore(failures, 3_000, PATIENCE);
  };
  afterEach(() => void jest.restoreAllMocks());

  it.each([
    [0, 3_000],
    [1, 3_000],
    [2, 6_000],
    [3, 12_000],
    [4, 24_000],
    [5, 60_000],
    [500, 60_000],
  ])('is after %d failures between half of its time and all of it: %d ms', (failures, fullMs) => {
    expect([between(failures, 0), between(failures, 0.5), between(failures, 1)]).toEqual([
      fullMs / 2,
      fullMs * 0.75,
      fullMs,
    ]);
  });

  it('is never longer than the slow pace, whatever the server names', () => {
    jest.spyOn(Math, 'random').mockReturnValue(1);

    expect(delayBefore(1, 10 * slowMs, PATIENCE)).toBe(slowMs);
  });
});
