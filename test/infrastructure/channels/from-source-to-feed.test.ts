import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import type { FeedEvent } from '../../../src/usecases/ports/live-feed.ts';
import { LiveFeed } from '../../../src/usecases/ports/live-feed.ts';
import { databaseKinds } from '../../support/databases.ts';
import { startTestServer } from '../../support/test-server.ts';
import { until } from '../../support/until.ts';
import { upstreams } from '../../support/upstream.ts';

const MANY = 4_000;
const event = (id: number) => `id: ${id}\ndata: ${id}\n\n`;
const oneTo = (count: number) => Array.from({ length: count }, (_, nth) => nth + 1);

describe.each(databaseKinds())('what a source says, on a server over %s', (kind) => {
  const source = upstreams();
  const settings = (url: string) => ({
    GATEWAY_UPSTREAM_CRM_SSE_URL: url,
    GATEWAY_UPSTREAM_SITE_ORDERS_SSE_URL: `${url}?orders`,
    GATEWAY_UPSTREAM_SSE_RECONNECT_DELAY: '100',
  });

  it('reaches the live feed whole and in order, though it comes all at once and is more than the tail keeps', async () => {
    const upstream = await source();
    const server = await startTestServer({ kind, settings: settings(upstream.url) });
    const heard: FeedEvent[] = [];
    const keys = ['channel:crm'];
    const receive = ({ events }: { events: readonly FeedEvent[] }) => void heard.push(...events);
    server.container.resolve<LiveFeed>(LiveFeed).join({ stream: 'channel', keys, receive, missed: () => undefined });
    await upstream.until(() => upstream.readers === 2);
    const began = performance.now();

    upstream.send(oneTo(MANY).map(event).join(''));
    await until(() => heard.length >= MANY);

    const perSecond = Math.round((MANY / (performance.now() - began)) * 1_000);
    console.log(`${kind}: ${perSecond} events a second from the source to the feed`);
    expect(heard.map(({ data }) => Number(JSON.parse(data).id))).toEqual(oneTo(MANY));
    const { text } = await request(server.url).get('/metrics').expect(200);
    for (const line of [
      'smeta_channel_active{channel="crm"} 1',
      'smeta_channel_active{channel="notifications"} 1',
      'smeta_channel_active{channel="site-orders"} 1',
      `smeta_channel_relayed_total{channel="crm"} ${MANY}`,
      'smeta_channel_relayed_total{channel="notifications"} 0',
      'smeta_channel_reconnects_total{channel="crm"} 0',
      'smeta_channel_alarms_total{channel="crm"} 0',
      'smeta_channel_cut_total{channel="crm"} 0',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    await server.stop();
    await upstream.until(() => upstream.readers === 0);
  });
});
