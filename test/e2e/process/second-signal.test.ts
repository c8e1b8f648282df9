import { describe, expect, it } from '@jest/globals';
import { ownPrograms, stopOf } from '../../support/own-program.ts';
import { RawStream } from '../../support/raw-stream.ts';
import { SlowCall } from '../../support/slow-call.ts';

/** Promised: at once. This is hanging; the first signal alone would wait longer for the request. */
const HANG_MS = 2_500;

describe('a second signal', () => {
  const start = ownPrograms();

  it.each([
    ['SIGTERM', 'SIGTERM'],
    ['SIGINT', 'SIGINT'],
    ['SIGTERM', 'SIGINT'],
  ] as const)('(%s, then %s) ends a server at once that waits for a request', async (first, second) => {
    const { program, admin } = await start('PGlite');
    const endless = await SlowCall.to(program.url);
    endless.begin('GET /healthz', admin.token);
    endless.begin('POST /api/v1/projects', admin.token, 100);
    await endless.hears(/"ok"/);
    const stream = await RawStream.open(program, admin.token);

    program.child.kill(first);
    await stream.end();
    const before = program.exit;
    const { tookMs, ...exit } = await stopOf(program, second);

    console.log(`${second} after ${first}, to the exit: ${Math.round(tookMs)} ms`);
    expect(before).toBeNull();
    expect(exit).toEqual({ code: 1, signal: null, stderr: '' });
    expect(tookMs).toBeLessThan(HANG_MS);
  });
});
