import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { aProject } from '../../support/client.ts';
import { signedInCrew } from '../../support/crew.ts';
import { StreamReader } from '../../support/stream-reader.ts';
import { sharedServer } from '../../support/test-server.ts';

describe('/metrics', () => {
  const server = sharedServer();
  const crew = signedInCrew(server);
  const scrape = async () => (await request(server().url).get('/metrics').expect(200)).text;
  const valueIn = (text: string, series: string) => {
    const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `));
    return line === undefined ? null : Number(line.slice(series.length + 1));
  };

  it("counts streams, deliveries, delays, resyncs, ends and requests, beside Node's own", async () => {
    const stream = StreamReader.role(server().url, crew().manager.token);
    const lost = StreamReader.role(server().url, crew().admin.token, '&last_event_id=nonsense');
    await Promise.all([stream.event('connected'), lost.event('system.resync')]);
    const { id } = await aProject(crew().manager, []);
    const created = await stream.event('project.created');
    await crew().manager.get(`/projects/${id}`).expect(200);
    await crew().manager.get('/projects/999999').expect(404);

    const text = await scrape();

    expect(valueIn(text, 'smeta_sse_connections{stream="role",role="manager"}')).toBe(1);
    expect(valueIn(text, 'smeta_sse_connections{stream="role",role="foreman"}')).toBe(0);
    expect(valueIn(text, 'smeta_sse_deliveries_total')).toBeGreaterThanOrEqual(1);
    expect(valueIn(text, 'smeta_event_delivery_seconds_count')).toBe(1);
    expect(valueIn(text, 'smeta_sse_resyncs_total{reason="unknown"}')).toBe(1);
    expect(valueIn(text, 'smeta_eventlog_head')).toBe(Number(created.id));
    for (const status of [200, 404]) {
      const series = `smeta_http_request_duration_seconds_count{method="GET",route="/api/v1/projects/:id",status="${status}"}`;
      expect(valueIn(text, series)).toBe(1);
    }
    expect(valueIn(text, 'nodejs_eventloop_lag_p99_seconds')).not.toBeNull();
    stream.close();
    lost.close();
  });

  it('takes no label from what a stranger writes into an address', async () => {
    const { hostname, port } = new URL(server().url);
    const socket = connect(Number(port), hostname);
    socket.end('GET http://stranger.example/healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    for await (const _answer of socket);

    const text = await scrape();

    expect(text).not.toContain('stranger.example');
    expect(valueIn(text, 'smeta_http_request_duration_seconds_count{method="GET",route="/healthz",status="200"}')).toBe(
      1,
    );
  });

  it('counts a stream that ended, with why', async () => {
    const manager = crew().manager;
    const stream = StreamReader.role(server().url, manager.token);
    await stream.event('connected');

    await manager.post('/auth/logout').expect(204);
    await stream.event('system.unauthorized');
    await server().log.line(({ msg, reason }) => msg === 'SSE stream closed' && reason === 'unauthorized');
    stream.close();

    expect(valueIn(await scrape(), 'smeta_sse_closed_total{reason="unauthorized"}')).toBe(1);
  });
});
