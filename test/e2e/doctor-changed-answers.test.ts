import { describe, expect, it } from '@jest/globals';
import { type Carry, instead, withHeaders } from '../support/carries.ts';
import { examined } from '../support/examination.ts';
import { frontEnds } from '../support/front-ends.ts';
import { sharedServer } from '../support/test-server.ts';

const STREAM = /^GET \/api\/v1\/sse\/events/;
const PAGE = 'http://page.example';

describe('the doctor, where a proxy changes answers', () => {
  const server = sharedServer({ settings: { CORS_ORIGINS: PAGE } });
  const { proxy } = frontEnds();
  const where = async (line: RegExp, carry: Carry, origin: string | null = null) =>
    examined({ url: await proxy(server().url, [[line, carry]]), origin }, server());

  it.each<[string, Carry, RegExp]>([
    ['drops the token', instead(401), /^fault: .*401.*drops the Authorization header/],
    ['keeps the path for its page', instead(200, 'text/html'), /^fault: .*200 text\/html.*pass all of \/api\/ on/],
    ['gives up', instead(504), /^fault: .*504.*timeouts of the proxy/],
    ['answers something else', instead(200), /^fault: .*200 text\/plain.*changes answers/],
  ])('says of the stream that one %s', async (_what, carry, line) => {
    const examination = await where(STREAM, carry);

    expect(examination.of('stream')).toEqual([expect.stringMatching(line)]);
    expect(examination.of('event')).toEqual([]);
    expect(examination.well).toBe(false);
  });

  it.each<[string, Parameters<typeof withHeaders>[0], RegExp]>([
    [
      'rewrites Cache-Control',
      (headers) => ({ ...headers, 'cache-control': 'no-cache' }),
      /^warning: .*no-transform is missing/,
    ],
    [
      'asks for buffering',
      (headers) => ({ ...headers, 'x-accel-buffering': 'yes' }),
      /^warning: .*X-Accel-Buffering: yes/,
    ],
    [
      'keeps X-Accel-Buffering to itself, as nginx does',
      ({ 'x-accel-buffering': _kept, ...headers }) => headers,
      /^ok: .*not there \(nginx/,
    ],
  ])('looks at the headers of one that %s', async (_what, alter, line) => {
    const examination = await where(STREAM, withHeaders(alter));

    expect(examination.of('headers')).toEqual([expect.stringMatching(line)]);
    expect(examination.well).toBe(true);
  });

  it.each<[string, RegExp, Carry, RegExp]>([
    ['answers OPTIONS itself', /^OPTIONS /, instead(405), /^fault: .*OPTIONS.*405/],
    [
      'adds the header a second time',
      STREAM,
      withHeaders((headers) => ({ ...headers, 'access-control-allow-origin': `${PAGE}, ${PAGE}` })),
      /^fault: .*page\.example, http.*no proxy should set/,
    ],
    [
      'does not let the token pass',
      /^OPTIONS /,
      withHeaders(({ 'access-control-allow-headers': _dropped, ...headers }) => headers),
      /^fault: .*Authorization is not allowed/,
    ],
  ])('says of CORS that one %s', async (_what, line, carry, said) => {
    const examination = await where(line, carry, PAGE);

    expect(examination.of('CORS')).toEqual([expect.stringMatching(said)]);
    expect(examination.well).toBe(false);
  });

  it.each([
    ['connected', /^ok: .*connected; 3 streams/, true],
    ['disabled', /^ok: .*disabled/, true],
    ['disconnected', /^fault: .*disconnected → .*REDIS_URL/, false],
  ])('hands on that Redis is %s', async (redis, line, well) => {
    const health = JSON.stringify({ status: 'healthy', connections: 3, redis });

    const examination = await where(/^GET \/api\/sse\/health/, instead(200, 'application/json', health));

    expect(examination.of('Redis')).toEqual([expect.stringMatching(line)]);
    expect(examination.well).toBe(well);
  });

  it.each<[string, Carry, RegExp, boolean]>([
    ['a server without that route', instead(404, 'application/problem+json', '{}'), /^skipped: .*no such route/, true],
    ['a page', instead(200, 'text/html', '<p>Hi</p>'), /^fault: .*200 text\/html.*pass all of \/api\//, false],
  ])('tells the health of Redis from %s', async (_what, carry, line, well) => {
    const examination = await where(/^GET \/api\/sse\/health/, carry);

    expect(examination.of('Redis')).toEqual([expect.stringMatching(line)]);
    expect(examination.well).toBe(well);
  });
});
