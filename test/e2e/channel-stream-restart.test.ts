import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from '../support/client.ts';
import { blockWith, rawStreams } from '../support/raw-streams.ts';
import { hears, idsOf, news, sourcesOf } from '../support/relaying-server.ts';
import { Restarts } from '../support/restarts.ts';
import { StreamReader } from '../support/stream-reader.ts';
import { PASSWORD } from '../support/test-server.ts';
import { upstreams } from '../support/upstream.ts';

const CRM = '/api/v1/streams/crm';
/** Two starts on a folder of its own, on a busy machine. */
const STARTS_MS = 120_000;

describe('a channel whose server is started again on the same folder', () => {
  const upstream = upstreams();
  let house: Restarts;
  const open = rawStreams(() => house);
  const readers: StreamReader[] = [];
  afterEach(async () => {
    for (const reader of readers.splice(0)) reader.close();
    await house.remove();
  });
  const begin = async () => {
    const source = await upstream();
    house = new Restarts(sourcesOf({ crm: source }));
    await house.start();
    await house.letIn();
    await source.until(() => source.readers === 1);
    return { source, manager: await Client.signInAt(house.url, 'manager@test.local', PASSWORD) };
  };

  it(
    'goes on behind the last event that was kept, for the source and for each client, though both were away',
    async () => {
      const { source, manager } = await begin();
      const { port } = source;
      const before = await open(CRM, { token: manager.token });
      await blockWith(before, 'heartbeat');
      source.send(news(1) + news(2) + news(3));
      await hears(before, '3');

      await house.stop();
      await before.end();
      await source.stop();
      const again = await upstream(port);
      await house.start();
      await house.letIn();
      await again.until(() => again.readers === 1);
      const fresh = await open(CRM, { token: manager.token });
      const back = await open(CRM, { token: manager.token, lastEventId: 2 });
      const gap = await open(CRM, { token: manager.token, lastEventId: 'never' });
      await blockWith(fresh, 'heartbeat');
      again.send(news(4));
      await Promise.all([fresh, back, gap].map((stream) => hears(stream, '4')));

      expect(again.asked.map(({ lastEventId }) => lastEventId)).toEqual(['3']);
      expect([fresh, back, gap].map(idsOf)).toEqual([['4'], ['3', '4'], ['1', '2', '3', '4']]);
      expect(back.text).not.toContain('system.resync');
      expect(before.text).toMatch(/\n\nretry: \d{4}\n\nevent: system\.closing\ndata: \{"reason":"shutdown"\}\n\n$/);
    },
    STARTS_MS,
  );

  it(
    'misses and doubles nothing for an EventSource, which comes back by itself',
    async () => {
      const { source, manager } = await begin();
      const reader = new StreamReader(`${house.url}${CRM}?token=${manager.token}`, [
        'heartbeat',
        'deal',
        'system.resync',
      ]);
      readers.push(reader);
      const heard = (n: number) => reader.first(({ id }) => id === String(n));
      const numbers = (n: number) => news(n, String(n));
      await reader.first(({ type }) => type === 'heartbeat');
      source.send(numbers(1) + numbers(2));
      await heard(2);

      await house.stop();
      await reader.broken();
      await house.start();
      await source.until(() => source.readers === 1);
      source.send(numbers(3) + numbers(4)); // while the client is still away
      await house.letIn();
      await heard(4);
      source.send(numbers(5));
      await heard(5);

      const events = reader.heard.filter(({ type }) => type !== 'heartbeat');
      expect(events.map(({ id, data }) => [id, data])).toEqual([1, 2, 3, 4, 5].map((n) => [String(n), n]));
    },
    STARTS_MS,
  );
});
