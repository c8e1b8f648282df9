import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { signedInCrew } from '../support/crew.ts';
import { blockWith, rawStreams } from '../support/raw-streams.ts';
import { hears, idsOf, news, relayingServer } from '../support/relaying-server.ts';
import { serverSockets } from '../support/server-sockets.ts';

const CRM = '/api/v1/streams/crm';
const MEBIBYTE = 1024 * 1024;
/** Together more than the kernel takes for somebody who does not read. */
const BURSTS = 60;
const PER_BURST = 20;
const TEXT = 'ы'.repeat(5_000);
const BURSTS_MS = 120_000;
/** Promised for everybody else: half a second; five times that is hanging. */
const HANG_MS = 2_500;

describe('a reader of a channel who does not read', () => {
  const { server, crm, notifications } = relayingServer();
  const crew = signedInCrew(server);
  const open = rawStreams(server);
  const serverSide = serverSockets();

  it(
    'is closed when too much waits for him, slows nobody down, and finds what he missed when he comes back',
    async () => {
      const [slow, fast, other] = [
        await open(CRM, { token: crew().manager.token }),
        await open(CRM, { token: crew().admin.token }),
        await open('/api/v1/streams/notifications', { token: crew().foreman.token }),
      ];
      await Promise.all([slow, fast, other].map((stream) => blockWith(stream, 'heartbeat')));
      const far = await serverSide(slow.socket);
      const closed = once(far, 'close');
      slow.socket.pause();

      let [waiting, slowest, sent] = [0, 0, 0];
      for (let burst = 0; burst < BURSTS; burst++) {
        for (let n = 0; n < PER_BURST - 1; n++) crm().send(news(++sent, TEXT));
        crm().send(news(++sent));
        const began = performance.now();
        notifications().send(news(burst));
        await hears(other, burst);
        slowest = Math.max(slowest, performance.now() - began);
        await hears(fast, sent);
        waiting = Math.max(waiting, far.writableLength);
      }
      await closed;
      slow.socket.resume();
      await slow.end();
      const had = idsOf(slow);
      const back = await open(CRM, { token: crew().manager.token, lastEventId: had.at(-1) ?? '' });
      await hears(back, sent);

      console.log(`a slow reader: ${waiting} bytes waited; another waited ${Math.round(slowest)} ms at most`);
      expect(server().log.lines.filter(({ msg, reason }) => msg === 'SSE stream closed' && reason === 'slow')).toEqual([
        expect.objectContaining({ stream: 'channel', user_id: server().staff.manager.id }),
      ]);
      const all = Array.from({ length: sent }, (_, n) => String(n + 1));
      expect(idsOf(fast)).toEqual(all);
      expect(had.length).toBeLessThan(sent);
      const missed = Math.max(had.length, sent - 1_000); // a thousand are kept
      expect(idsOf(back)).toEqual(all.slice(missed));
      expect(waiting).toBeGreaterThan(0);
      expect(waiting).toBeLessThanOrEqual(MEBIBYTE + PER_BURST * Buffer.byteLength(news(sent, TEXT)));
      expect(slowest).toBeLessThan(HANG_MS);
    },
    BURSTS_MS,
  );
});
