import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PATIENCE } from '../../../src/interfaces/web/live/patience.ts';
import { StreamAttempt } from '../../../src/interfaces/web/live/stream-attempt.ts';
import { type Ending, endingOf, LOST } from '../../../src/interfaces/web/live/stream-source.ts';
import { ScriptedSource } from './scripted-source.ts';

const { slowMs, silentMs, firstWordMs } = PATIENCE;
const LOOK_MS = 2_000;
const LATE: Ending = { kind: 'late' };

describe('StreamAttempt', () => {
  let source: ScriptedSource;
  let over: AbortController;
  let heard: (readonly [position: number | null, event: string])[];
  let ending: Ending | null;
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(console, 'info').mockImplementation(() => undefined);
    [source, over, heard, ending] = [new ScriptedSource(), new AbortController(), [], null];
  });
  afterEach(() => {
    over.abort();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const wait = (ms = 0) => jest.advanceTimersByTimeAsync(ms);

  async function run(): Promise<void> {
    const ear = {
      onMessage: (position: number | null, { event }: { event: string }) => void heard.push([position, event]),
      onRetry: () => undefined,
    };
    void new StreamAttempt(source, PATIENCE, ear).run(null, over.signal).then((how) => {
      ending = how;
    });
    await wait();
  }

  it('tells where the server named no position', async () => {
    source.line().write('data: {"event":"keepalive","timestamp":0}\n\n');
    await run();

    expect(heard).toEqual([[null, 'keepalive']]);
  });

  it('is late without a first word, and no sooner', async () => {
    source.line();
    await run();
    await wait(firstWordMs);
    const before = ending;
    await wait(LOOK_MS);

    expect([before, ending]).toEqual([null, LATE]);
  });

  it('takes a comment for a sign of life', async () => {
    const line = source.line().write(': hello\n\n');
    await run();
    await wait(silentMs - LOOK_MS);
    line.write(': still here\n\n');
    await wait(silentMs - LOOK_MS);
    const before = ending;
    await wait(2 * LOOK_MS);

    expect([before, ending]).toEqual([null, LOST]);
  });

  it('notices by the clock that a computer has slept', async () => {
    source.line().connected(7);
    await run();

    jest.setSystemTime(Date.now() + 60 * 60_000);
    await wait(LOOK_MS);

    expect(ending).toEqual(LOST);
  });

  it.each([
    ['replaced', slowMs], // or it would push out the stream that replaced it
    ['shutdown', null],
    ['slow', null],
    ['failed', null],
  ] as const)('comes to its end where the server is closing (%s)', async (reason, waitMs) => {
    source.line().connected(7).say(7, { event: 'system.closing', data: { reason }, timestamp: 0 }).end();
    await run();

    expect(ending).toEqual({ kind: 'lost', waitMs });
  });

  it.each([
    ['is refused', (of: ScriptedSource) => of.refuses(503)],
    ['can not be understood', (of: ScriptedSource) => of.line().write('data: <html>\n\n')],
    ['is ended by the server', (of: ScriptedSource) => of.line().connected(7).end()],
  ])('leaves neither a connection nor a timer behind when it %s', async (_what, arrange) => {
    arrange(source);
    await run();

    expect([ending, source.isOpen, jest.getTimerCount()]).toEqual([LOST, false, 0]);
  });
});

describe('an answer that is no stream', () => {
  const saying = (retryAfter: string) =>
    endingOf(new Response(null, { status: 503, headers: { 'Retry-After': retryAfter } }));

  it.each([
    ['17', 17_000],
    ['0.5', 500],
    ['31536000', 2 ** 31 - 1], // a timer that is to wait longer does not wait at all
    ['0', null],
    ['', null],
    ['-1', null],
    ['Wed, 21 Oct 2026 07:28:00 GMT', null],
  ])(
    'that asks to come back after «%s» is taken at its word only where that is a time to wait',
    (retryAfter, waitMs) => {
      expect(saying(retryAfter)).toEqual({ kind: 'lost', waitMs });
    },
  );

  it('is the end of a right where it says so', () => {
    expect(endingOf(new Response(null, { status: 401 }))).toEqual({ kind: 'unauthorized' });
  });
});
