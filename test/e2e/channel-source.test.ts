import { afterEach, describe, expect, it } from '@jest/globals';
import { type Crew, signInAll } from '../support/crew.ts';
import { freePort } from '../support/free-port.ts';
import { blockWith, rawStreams } from '../support/raw-streams.ts';
import { news, relayedOf, sourcesOf } from '../support/relaying-server.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';
import { upstreams } from '../support/upstream.ts';

const CRM = '/api/v1/streams/crm';
const beat = (state: string) => `"upstream":"${state}"}`;
/** Of a hundred milliseconds; the source is asked again in as many. */
const TIMES = { GATEWAY_UPSTREAM_SSE_HEARTBEAT_INTERVAL: '100', GATEWAY_UPSTREAM_SSE_RECONNECT_DELAY: '100' };

describe('how the source of a channel stands', () => {
  const upstream = upstreams();
  let server: TestServer;
  let crew: Crew;
  const open = rawStreams(() => server);
  afterEach(() => server.stop());
  const start = async (settings: Record<string, string>) => {
    server = await startTestServer({ settings: { ...TIMES, ...settings } });
    crew = await signInAll(server);
  };
  const office = (path = CRM) => open(path, { token: crew.manager.token });

  it('is said in each sign of life of a channel that has none, which is a stream like any other', async () => {
    await start({});

    const [stream, notes] = [await office(), await office('/api/v1/streams/notifications')];
    for (const one of [stream, notes]) await one.until(() => one.blocks.length >= 3);

    const alive =
      /^event: heartbeat\ndata: \{"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z","upstream":"unconfigured"\}$/;
    for (const block of [...stream.blocks, ...notes.blocks]) expect(block).toMatch(alive);
    const times = stream.blocks.map((block) => Date.parse(/"timestamp":"([^"]+)"/.exec(block)?.[1] ?? ''));
    expect(times).toEqual([...times].sort((one, other) => one - other));
  });

  it('is said while it is away, when it comes, and when it goes again; the clients stay', async () => {
    const port = await freePort();
    await start({ GATEWAY_UPSTREAM_CRM_SSE_URL: `http://127.0.0.1:${port}/events` });

    const stream = await office();
    await blockWith(stream, beat('reconnecting'));
    const source = await upstream(port);
    await blockWith(stream, beat('connected'));
    source.send(news('first'));
    await blockWith(stream, 'first');
    const before = stream.blocks.length;
    await source.stop();
    await stream.until(() => stream.blocks.slice(before).some((block) => block.includes(beat('reconnecting'))));
    const again = await upstream(port);
    await again.until(() => again.readers === 1);
    again.send(news('second'));
    await blockWith(stream, 'second');

    expect(relayedOf(stream)).toEqual([news('first').slice(0, -2), news('second').slice(0, -2)]);
    expect(source.asked[0]?.lastEventId).toBeUndefined();
    expect(again.asked[0]?.lastEventId).toBe('first');
    expect((await office()).head.status).toBe(200);
  });

  it.each([
    ['answers with a failure', 503, 'reconnecting'],
    ['does not let us in', 401, 'reconnecting'],
    ['has nothing more to say', 204, 'unconfigured'],
  ])('is said of one that %s', async (_what, status, state) => {
    const source = await upstream();
    source.answer = (_request, response) => response.writeHead(status).end();
    await start(sourcesOf({ crm: source }));
    await source.until(() => source.asked.length > 0);

    const stream = await office();
    await blockWith(stream, beat(state));

    expect(stream.head.status).toBe(200);
    expect(relayedOf(stream)).toEqual([]);
  });

  it('is said of a channel that one line of configuration adds, for the office', async () => {
    const source = await upstream();
    await start(sourcesOf({ price_lists: source }));
    await source.until(() => source.readers === 1);

    const stream = await office('/api/v1/streams/price-lists');
    await blockWith(stream, beat('connected'));
    source.send(news('bricks'));

    expect(await blockWith(stream, 'bricks')).toBe('event: deal\nid: bricks\ndata: news bricks');
    expect((await open('/api/v1/streams/price-lists', { token: crew.foreman.token })).head.status).toBe(403);
  });
});
