import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Cast } from '../../support/cast.ts';
import { aProject } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { begun } from '../../support/dialog-streams.ts';
import { aDialog } from '../../support/guests.ts';
import { blockWith, rawStreams } from '../../support/raw-streams.ts';
import { hears, news, relayingServer } from '../../support/relaying-server.ts';
import { openStreams } from '../../support/streams.ts';
import { until } from '../../support/until.ts';

const ROLES = ['admin', 'manager', 'foreman', 'guest'];
const KINDS = ['role', 'channel', 'targeted', 'dialog'];

describe('the metrics of streams', () => {
  const settings = { GATEWAY_UPSTREAM_PRICE_LISTS_SSE_URL: 'http://127.0.0.1:1/', RATE_LIMIT: 'off' };
  const { server, crm } = relayingServer({ settings });
  const cast = Cast.at(server);
  const crew = signedInCrew(server);
  const open = rawStreams(server);
  const role = openStreams(server);
  const scrape = async () => (await request(server().url).get('/metrics').expect(200)).text;
  const value = async (series: string) => {
    const line = (await scrape()).split('\n').find((candidate) => candidate.startsWith(`${series} `));
    return line === undefined ? null : Number(line.slice(series.length + 1));
  };
  const connections = async () => {
    const lines = [...(await scrape()).matchAll(/^smeta_sse_connections\{stream="(\w+)",role="(\w+)"\} (\d+)$/gm)];
    return lines.map(([, stream, who, count]) => [stream, who, Number(count)] as const);
  };

  it('count the open streams of each kind, by who opened them; 0 is said too', async () => {
    const { dialog, guest } = await aDialog(cast());
    const events = `/api/dialogs/${dialog.id}/events`;
    const { admin, manager, foreman } = crew();
    await Promise.all([
      open('/api/v1/sse/events', foreman),
      open('/api/v1/streams/crm', manager),
      open('/api/v1/streams/notifications', manager),
      open('/api/v1/streams/heartbeat'),
      open('/api/sse', admin),
      open(events, manager),
      open(`${events}?${guest}`),
      open(`${events}?${guest}`),
    ]);

    const counts = await connections();

    const present = [
      ['role', 'foreman', 1],
      ['channel', 'manager', 2],
      ['channel', 'guest', 1],
      ['targeted', 'admin', 1],
      ['dialog', 'manager', 1],
      ['dialog', 'guest', 2],
    ];
    expect(counts.filter(([, , count]) => count > 0)).toEqual(expect.arrayContaining(present));
    expect(counts.filter(([, , count]) => count > 0)).toHaveLength(present.length);
    expect(counts.map(([kind, who]) => `${kind} ${who}`).sort()).toEqual(
      KINDS.flatMap((kind) => ROLES.map((who) => `${kind} ${who}`)).sort(),
    );
  });

  it('count no stream that is over', async () => {
    const streams = [await open('/api/v1/streams/heartbeat'), await open('/api/v1/streams/crm', crew().admin)];
    for (const stream of streams) stream.destroy();

    await until(async () => (await connections()).every(([, , count]) => count === 0));
  });

  it('say how each channel does, and what came from its source', async () => {
    const stream = await open('/api/v1/streams/crm', crew().manager);
    await blockWith(stream, 'heartbeat');
    const before = (await value('smeta_channel_relayed_total{channel="crm"}')) ?? 0;

    crm().send(news(1) + news(2) + news(3));
    await hears(stream, 3);
    crm().breakOff();
    await crm().until(() => crm().asked.length >= 2);

    await until(async () => (await value('smeta_channel_relayed_total{channel="crm"}')) === before + 3);
    await until(async () => (await value('smeta_channel_reconnects_total{channel="crm"}')) === 1);
    for (const channel of ['crm', 'notifications', 'price-lists']) {
      await until(async () => (await value(`smeta_channel_active{channel="${channel}"}`)) === 1);
      for (const what of ['alarms', 'cut'])
        expect(await value(`smeta_channel_${what}_total{channel="${channel}"}`)).toBe(0);
    }
    expect(await value('smeta_channel_relayed_total{channel="notifications"}')).toBe(0);
    expect(await value('smeta_channel_reconnects_total{channel="price-lists"}')).toBeGreaterThan(0);
  });

  it('count each delivery to each stream, and the delay of each event once', async () => {
    const { dialog, guest } = await aDialog(cast());
    const streams = await Promise.all([1, 2].map(() => open(`/api/dialogs/${dialog.id}/events?${guest}`)));
    await Promise.all(streams.map(begun));
    const before = await Promise.all(['smeta_sse_deliveries_total', 'smeta_event_delivery_seconds_count'].map(value));

    await cast().well('manager', `POST /api/dialogs/${dialog.id}/messages`, { text: 'один раз' });
    await Promise.all(streams.map((stream) => blockWith(stream, 'один раз')));

    const after = await Promise.all(['smeta_sse_deliveries_total', 'smeta_event_delivery_seconds_count'].map(value));
    expect(after).toEqual([(before[0] ?? 0) + 2, (before[1] ?? 0) + 1]);
  });

  it('take no delay of what is replayed: it was not late, the reader was away', async () => {
    await aProject(crew().manager, [], 'Пока никого не было');
    const before = await value('smeta_event_delivery_seconds_count');

    const stream = await role.resume(crew().admin, 0);
    await stream.block('project.created');

    expect(await value('smeta_sse_deliveries_total')).toBeGreaterThan(0);
    expect(await value('smeta_event_delivery_seconds_count')).toBe(before);
  });

  it('count who was told to fetch anew, on whatever kind of stream', async () => {
    const { dialog, guest } = await aDialog(cast());
    const { token } = crew().manager;
    const lastEventId = 'nonsense';

    const paths = ['/api/v1/sse/events', '/api/v1/streams/crm', '/api/sse', `/api/dialogs/${dialog.id}/events`];
    const streams = await Promise.all(paths.map((path) => open(path, { token, lastEventId })));
    streams.push(await open(`/api/dialogs/${dialog.id}/events?${guest}`, { lastEventId }));
    await Promise.all(streams.map((stream) => blockWith(stream, 'system.resync')));

    expect(await value('smeta_sse_resyncs_total{reason="unknown"}')).toBe(streams.length);
  });
});
