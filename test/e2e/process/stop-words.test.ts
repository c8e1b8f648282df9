import { describe, expect, it } from '@jest/globals';
import { call } from '../../support/calls.ts';
import { aDialog } from '../../support/guests.ts';
import { type OwnProgram, ownPrograms, stopOf } from '../../support/own-program.ts';
import type { RawStream } from '../../support/raw-stream.ts';
import { rawStreams } from '../../support/raw-streams.ts';

const READERS = 200;
/** Between these all come back, in milliseconds. */
const [SOONEST, LATEST] = [1_000, 5_000];
/** Of the readers in each quarter of that time: a quarter, less five standard deviations. */
const LEAST = READERS / 4 - 5 * Math.sqrt(READERS * (1 / 4) * (3 / 4));

describe('the last words of a server that stops', () => {
  const start = ownPrograms();
  let url = '';
  const open = rawStreams(() => ({ url }));

  it('are said on streams of every kind, each with its own time to come back', async () => {
    const own = await start('PGlite', { env: { SSE_MAX_CONNECTIONS_PER_USER: '0' } });
    url = own.program.url;
    const { token } = own.admin;
    const { dialog } = await aDialog(makerAt(own));
    const paths = [...Array<string>(READERS).fill('/api/v1/sse/events'), '/api/v1/streams/crm', '/api/sse'];
    paths.push('/api/v1/streams/notifications', '/api/v1/streams/heartbeat', `/api/dialogs/${dialog.id}/events`);
    const streams = await Promise.all(paths.map((path) => open(path, { token })));
    await Promise.all(streams.map((stream) => stream.until(() => stream.blocks.length > 0)));

    const { code } = await stopOf(own.program);
    await Promise.all(streams.map((stream) => stream.end()));

    expect(code).toBe(0);
    expect(new Set(streams.map(reasonOf))).toEqual(new Set(['shutdown']));
    const retries = streams.map(retryOf);
    const quarter = (LATEST - SOONEST) / 4;
    const spread = [0, 1, 2, 3].map(
      (n) =>
        retries.slice(0, READERS).filter((ms) => ms >= SOONEST + n * quarter && ms < SOONEST + (n + 1) * quarter)
          .length,
    );
    console.log(`${READERS} readers come back after ${Math.min(...retries)} to ${Math.max(...retries)} ms: ${spread}`);
    expect(Math.min(...retries)).toBeGreaterThanOrEqual(SOONEST);
    expect(Math.max(...retries)).toBeLessThanOrEqual(LATEST);
    expect(Math.min(...spread)).toBeGreaterThan(LEAST);
  });
});

/** What the last event of a stream gave as its reason; null where that was no good-bye. */
function reasonOf(stream: RawStream): string | null {
  const last = stream.blocks.at(-1) ?? '';
  return last.includes('system.closing') ? (/"reason":"(\w+)"/.exec(last)?.[1] ?? null) : null;
}

function retryOf(stream: RawStream): number {
  return Number([...stream.text.matchAll(/^retry: (\d+)$/gm)].at(-1)?.[1]);
}

function makerAt({ program, admin }: OwnProgram) {
  return {
    async well(viewer: 'admin' | 'nobody', what: string, body?: object) {
      const answer = await call(program.url, what, { token: viewer === 'admin' ? admin.token : null, body });
      expect(answer.status).toBeLessThan(300);
      return answer.body;
    },
  };
}
