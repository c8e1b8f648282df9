import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DialogStream } from '../../../../src/interfaces/web/dialogs/dialog-stream.ts';
import { PATIENCE } from '../../../../src/interfaces/web/live/patience.ts';
import { Line } from '../scripted-source.ts';

const { retryMs } = PATIENCE;
/** As the server begins a stream of a dialog that stands at a position. */
const hello = (position: number) => `retry: ${retryMs}\nid: ${position}\n\n`;
const message = (position: number) =>
  `id: ${position}\nevent: message\ndata: {"type":"message:new","message":{"id":${position},"text":"№ ${position}"}}\n\n`;

describe('DialogStream', () => {
  let answers: (Response | Line)[];
  let opened: (string | null)[];
  let heard: (number | 'gap')[];
  let over: AbortController;
  let ended: boolean;
  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Math, 'random').mockReturnValue(1); // as late as may be
    jest.spyOn(console, 'info').mockImplementation(() => undefined);
    [answers, opened, heard, over, ended] = [[], [], [], new AbortController(), false];
  });
  afterEach(() => {
    over.abort();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const wait = (ms = 0) => jest.advanceTimersByTimeAsync(ms);

  function line(): Line {
    const next = new Line();
    answers.push(next);
    return next;
  }

  async function run(): Promise<void> {
    const session = {
      fetchStream: async (_path: string, { headers, signal }: RequestInit) => {
        opened.push(new Headers(headers).get('Last-Event-ID'));
        const answer = answers.shift();
        if (!answer) throw new TypeError('nobody answers');
        if (answer instanceof Response) return answer;
        signal?.addEventListener('abort', () => answer.break());
        return answer.response;
      },
    };
    const ear = { onGap: () => void heard.push('gap'), onMessage: ({ id }: { id: number }) => void heard.push(id) };
    void new DialogStream(session, 1, ear).run(over.signal).then(() => {
      ended = true;
    });
    await wait();
  }

  it('asks for what came before as soon as it has its place, and not sooner', async () => {
    const first = line();
    await run();
    const before = [...heard];

    first.write(hello(7)).write(message(8));
    await wait();

    expect([before, heard]).toEqual([[], ['gap', 8]]);
  });

  it('comes back behind the last that it told, and then nothing is to be fetched', async () => {
    const first = line().write(hello(7)).write(message(8));
    await run();
    first.break();
    line().write(hello(8)).write(message(9));
    await wait(retryMs);

    expect([opened, heard]).toEqual([
      [null, '8'],
      ['gap', 8, 9],
    ]);
  });

  it('asks for everything where what it missed is no longer kept', async () => {
    line().write(hello(7)).write(message(8)).write('id: 99\nevent: system.resync\ndata: {}\n\n');
    await run();

    expect(heard).toEqual(['gap', 8, 'gap']);
  });

  it('waits as long as a server that is busy asks for, else longer each time', async () => {
    answers.push(new Response(null, { status: 503, headers: { 'Retry-After': '17' } }));
    await run();
    await wait(16_999);
    const tooEarly = opened.length;
    await wait(1);
    const inTime = opened.length;
    await wait(retryMs * 2);

    expect([tooEarly, inTime, opened.length]).toEqual([1, 2, 3]);
  });

  it('ends with its signal, and leaves nothing behind', async () => {
    line().write(hello(7));
    await run();

    over.abort();
    await wait();

    expect([ended, jest.getTimerCount()]).toEqual([true, 0]);
  });
});
