import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { catchUp } from '../../../src/interfaces/web/live/catch-up.ts';
import type { Positioned } from '../../../src/interfaces/web/live/live-event.ts';
import { LongPoll } from '../../../src/interfaces/web/live/long-poll.ts';
import { LOST } from '../../../src/interfaces/web/live/stream-source.ts';
import { type Line, ScriptedSource } from './scripted-source.ts';

const FOR_EVER = Number.POSITIVE_INFINITY;

describe('asking for events', () => {
  let source: ScriptedSource;
  let heard: (readonly [position: number | null, event: string])[];
  let poll: LongPoll;
  beforeEach(() => {
    [source, heard] = [new ScriptedSource(), []];
    const onMessage = (position: number | null, { event }: { event: string }) => void heard.push([position, event]);
    poll = new LongPoll(source, { onMessage, onRetry: () => undefined });
  });

  const changes = (...positions: number[]) => positions.map((position) => [position, 'estimate.unassigned']);

  it('begins where the log ends, and asks each time for what came after the last', async () => {
    source.tells([], 7).tells([8, 9], 11).tells([], 12).tellsNothing(500); // there was no room for 10 and 11

    const ending = await poll.run(null, FOR_EVER, new AbortController().signal);

    expect(source.polled).toEqual([
      [0, 0],
      [7, 25],
      [9, 25],
      [12, 25],
    ]);
    expect([heard, ending]).toEqual([[[7, 'connected'], ...changes(8, 9)], LOST]);
  });

  it('goes on behind a position that is known', async () => {
    source.tells([8], 8).tellsNothing(401);

    const ending = await poll.run(7, FOR_EVER, new AbortController().signal);

    expect([source.polled[0], heard, ending]).toEqual([[7, 25], changes(8), { kind: 'unauthorized' }]);
  });

  it('says that everything is to be fetched anew when the history is gone, and goes on from there', async () => {
    source.tellsNothing(410).tells([], 50).tells([51], 51).tellsNothing(500);

    await poll.run(7, FOR_EVER, new AbortController().signal);

    expect(heard).toEqual([[50, 'system.resync'], ...changes(51)]);
  });

  it('is refused where the server will not say from where it can go on', async () => {
    source.tellsNothing(410).tellsNothing(401);

    const ending = await poll.run(7, FOR_EVER, new AbortController().signal);

    expect([heard, ending]).toEqual([[], { kind: 'unauthorized' }]);
  });

  it('is not told the same refusal for ever', async () => {
    source.tellsNothing(410).tellsNothing(410).tells([], 50);

    expect(await poll.run(7, FOR_EVER, new AbortController().signal)).toEqual(LOST);
  });

  it('waits for no answer when its signal says that it is over', async () => {
    source.tellsOnly('{"items":[');
    const over = new AbortController();
    const asking = poll.run(7, FOR_EVER, over.signal);

    over.abort();

    await expect(asking).rejects.toThrow();
  });

  it('ends when its time is over, or with its signal', async () => {
    const over = AbortSignal.abort();

    expect(await poll.run(7, Date.now() - 1, new AbortController().signal)).toBeNull();
    expect(await poll.run(7, FOR_EVER, over)).toBeNull();
    expect(source.polled).toEqual([]);
  });
});

describe('an answer that does not come to its end', () => {
  let source: ScriptedSource;
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
      const over = new AbortController();
      setTimeout(() => over.abort(new DOMException('too long', 'TimeoutError')), ms); // which fake timers leave alone
      return over.signal;
    });
    source = new ScriptedSource();
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('is given up, but not before the server had its time', async () => {
    source.tellsOnly('{"items":[');
    let failed = false;
    const poll = new LongPoll(source, { onMessage: () => undefined, onRetry: () => undefined });
    void poll.run(7, FOR_EVER, new AbortController().signal).catch(() => {
      failed = true;
    });
    await jest.advanceTimersByTimeAsync(25_000);
    const early = failed;
    await jest.advanceTimersByTimeAsync(10_000);

    expect([early, failed]).toEqual([false, true]);
  });

  it.each([
    ['hangs', () => undefined],
    ['breaks', (line: Line) => line.break()],
  ])('leads to fetching anew, and keeps nobody from what comes after it, when it %s', async (_what, happen) => {
    happen(source.tellsOnly('{"items":['));
    const heard: Positioned[] = [];
    let ended = false;
    void catchUp(source, 2, 7, (each) => heard.push(each)).then(() => {
      ended = true;
    });
    await jest.advanceTimersByTimeAsync(10_000);

    expect(heard.map(({ position, message }) => [position, message.event])).toEqual([[7, 'system.resync']]);
    expect(ended).toBe(true);
  });
});

describe('catching up', () => {
  const told = async (source: ScriptedSource, after: number, upTo: number) => {
    const heard: Positioned[] = [];
    await catchUp(source, after, upTo, (each) => heard.push(each));
    return heard.map(({ position, message }) => [position, message.event]);
  };

  it('tells what lies between two positions, in as many parts as it takes, and nothing beyond', async () => {
    const source = new ScriptedSource().tells([3, 4], 9).tells([6, 7, 9], 9);

    const heard = await told(source, 2, 7);

    expect(heard.map(([position]) => position)).toEqual([3, 4, 6, 7]);
    expect(source.polled).toEqual([
      [2, 0],
      [4, 0],
    ]);
  });

  it.each([
    ['', 9],
    [', and where the server is behind', 5],
  ])('needs no more than one answer where nothing lies between%s', async (_where, head) => {
    const source = new ScriptedSource().tells([], head);

    expect([await told(source, 2, 7), source.polled.length]).toEqual([[], 1]);
  });

  it.each([
    ['refuses', new ScriptedSource().tellsNothing(410)],
    ['does not answer', new ScriptedSource()],
  ])('says that everything is to be fetched anew where the server %s', async (_what, source) => {
    expect(await told(source, 2, 7)).toEqual([[7, 'system.resync']]);
  });
});
