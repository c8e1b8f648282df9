import { constants as zlib } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { LIMITS, type Options } from '../../src/doctor/arguments.ts';
import { type Carry, cutShort, gzipped, heldFor, lumpsEndingIn, passOn, swallowed } from '../support/carries.ts';
import { examined } from '../support/examination.ts';
import { frontEnds } from '../support/front-ends.ts';
import { sharedServer } from '../support/test-server.ts';

describe('the doctor, behind a proxy', () => {
  const server = sharedServer();
  const { proxy } = frontEnds();
  const behind = async (stream: Carry, options: Partial<Options> = {}) => {
    const url = await proxy(server().url, [[/^GET \/api\/v1\/sse\/events/, stream]]);
    return examined({ url, ...options }, server());
  };

  it('finds nothing wrong with one that passes everything on', async () => {
    const examination = await behind(passOn);

    expect(examination.text).not.toMatch(/(fault|warning): /);
    expect(examination.well).toBe(true);
  });

  it('says that one holds the body back', async () => {
    const examination = await behind(heldFor(3_000), { limits: LIMITS });

    expect(examination.of('first byte')).toEqual([
      expect.stringMatching(/^fault: .*after [3-9]\d{3} ms.*buffering.*over 2000 ms → .*proxy_buffering off/),
    ]);
    expect(examination.of('event')).toEqual([expect.stringMatching(/from request to stream/)]);
    expect(examination.well).toBe(false);
  });

  it('warns of one that is slow', async () => {
    const examination = await behind(heldFor(1_000), { limits: { slowMs: 500, tooSlowMs: 20_000 } });

    expect(examination.of('first byte')).toEqual([expect.stringMatching(/^warning: .*over 500 ms/)]);
  });

  it.each<[string, Carry, string]>([
    ['the headers too', swallowed, 'stream'],
    ['everything but the headers', heldFor(60_000), 'first byte'],
    ['all until there is enough to compress', gzipped(zlib.Z_NO_FLUSH), 'first byte'],
  ])('does not wait for ever for one that holds back %s', async (_what, stream, step) => {
    const examination = await behind(stream, { patienceMs: 4_000 });

    expect(examination.of(step)).toEqual([expect.stringMatching(/^fault: .*within 4000 ms.*buffering/)]);
    expect(examination.of('Redis')).toHaveLength(1);
    expect(examination.of('event')).toEqual([]);
    expect(examination.well).toBe(false);
  });

  it('says that one compresses, and reads the stream all the same', async () => {
    const examination = await behind(gzipped(zlib.Z_SYNC_FLUSH));

    expect(examination.of('compression')).toEqual([
      expect.stringMatching(/^fault: .*Content-Encoding: gzip → .*gzip off/),
    ]);
    expect(examination.of('event')).toEqual([expect.stringMatching(/^ok: /)]);
    expect(examination.well).toBe(false);
  });

  it('says that one delivers in lumps', async () => {
    const examination = await behind(lumpsEndingIn(/"connected"|\.deleted"/), { limits: LIMITS });

    expect(examination.of('event')).toEqual([expect.stringMatching(/^fault: .*over 2000 ms/)]);
    expect(examination.of('pieces')).toEqual([expect.stringMatching(/^fault: .*one lump: a proxy is buffering/)]);
    expect(examination.well).toBe(false);
  });

  it('says that an event does not arrive', async () => {
    const examination = await behind(lumpsEndingIn(/"connected"/), { limits: LIMITS, patienceMs: 4_000 });

    expect(examination.of('event')).toEqual([expect.stringMatching(/^fault: .*did not come within 4000 ms/)]);
    expect(examination.of('pieces')).toEqual([expect.stringMatching(/^skipped: /)]);
    expect(examination.well).toBe(false);
  });

  it('says that the stream was ended', async () => {
    const examination = await behind(cutShort);

    expect(examination.of('event')).toEqual([expect.stringMatching(/^fault: .*the stream was ended/)]);
    expect(examination.well).toBe(false);
  });
});
