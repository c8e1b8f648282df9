import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../src/infrastructure/prisma/database.ts';
import { openServer } from '../../../src/infrastructure/prisma/pg-database.ts';
import { createPostgresDatabase, databaseKinds, truncate } from '../../support/databases.ts';
import { relays, stored, turned } from '../../support/relays.ts';
import { until } from '../../support/until.ts';
import { type Upstream, upstreams } from '../../support/upstream.ts';

const LEASE_MS = 1_500;
const LOOK_AGAIN_MS = 300;
const TIMES = { leaseMs: LEASE_MS, lookAgainMs: LOOK_AGAIN_MS };
/** Promised: both together at most. A hang is five times it. */
const TAKEOVER_HANG_MS = 5 * (LEASE_MS + LOOK_AGAIN_MS);

const event = (id: number) => `id: ${id}\ndata: ${id}\n\n`;
/** Tells its whole story to whoever comes, from where he stands: as sources do that can be resumed. */
const telling = (upstream: Upstream, story: () => number): Upstream['answer'] => {
  return (request, response) => {
    upstream.open(response);
    for (let id = Number(request.headers['last-event-id'] ?? 0) + 1; id <= story(); id++) response.write(event(id));
  };
};

for (const kind of databaseKinds().filter((one) => one === 'PostgreSQL')) {
  describe(`two instances on one ${kind}`, () => {
    const source = upstreams();
    const start = relays();
    let server: Awaited<ReturnType<typeof createPostgresDatabase>>;
    let watching: Database;
    const open: Database[] = [];
    const connect = async () => {
      const database = await openServer(server.url, () => undefined);
      open.push(database);
      return database;
    };
    beforeAll(async () => {
      server = await createPostgresDatabase();
      watching = await openServer(server.url, () => undefined);
    });
    afterEach(async () => {
      await Promise.all(open.splice(0).map((database) => database.close()));
      await truncate(watching);
    });
    afterAll(async () => {
      await watching.close();
      await server.drop();
    });

    it('have one connection to the source between them, and say the same of it', async () => {
      const upstream = await source();
      const both = [start(await connect(), upstream.url, TIMES), start(await connect(), upstream.url, TIMES)];
      await Promise.all(both.map((instance) => turned(instance, 'connected')));
      const held = async () => {
        const { rows } = await watching.pool.query("SELECT held_until FROM channels WHERE name = 'crm'");
        return Number(rows[0].held_until);
      };
      const atFirst = await held();

      await until(async () => (await held()) > atFirst + 2 * LEASE_MS);
      upstream.send(event(1));
      await stored(watching, 1);
      upstream.breakOff();
      await upstream.until(() => upstream.asked.length === 2);
      await Promise.all(both.map((instance) => turned(instance, 'connected')));
      upstream.send(event(2));

      expect(await stored(watching, 2)).toEqual([1, 2].map((id) => ({ id: String(id), data: String(id) })));
      expect(upstream.asked.map(({ lastEventId }) => lastEventId)).toEqual([undefined, '1']);
      expect(upstream.mostReaders).toBe(1);
      expect(both.map((instance) => instance.counts('crm').relayed).toSorted()).toEqual([0, 2]);
    });

    it(
      'take over from each other when the database of one is cut off, and nothing is lost or doubled',
      async () => {
        const upstream = await source();
        let story = 3;
        upstream.answer = telling(upstream, () => story);
        const cut = await connect();
        start(cut, upstream.url, TIMES);
        await stored(watching, 3);
        const heir = start(await connect(), upstream.url, TIMES);

        open.splice(open.indexOf(cut), 1);
        await cut.close();
        story = 6;
        const began = performance.now();
        const events = await stored(watching, 6);

        console.log(
          `taken over in ${Math.round(performance.now() - began)} ms of ${LEASE_MS + LOOK_AGAIN_MS} promised`,
        );
        expect(events.map(({ id }) => Number(id))).toEqual([1, 2, 3, 4, 5, 6]);
        expect(heir.counts('crm').relayed).toBe(3);
        expect(upstream.mostReaders).toBe(1); // who was cut off hung up by himself, though nothing came
        await turned(heir, 'connected');
      },
      TAKEOVER_HANG_MS,
    );

    it(
      'take over at the next look when one stops in order',
      async () => {
        const upstream = await source();
        const times = { leaseMs: 600_000, lookAgainMs: LOOK_AGAIN_MS };
        const leaving = start(await connect(), upstream.url, times);
        await upstream.until(() => upstream.readers === 1);
        const heir = start(await connect(), upstream.url, times);
        await turned(heir, 'connected');

        await leaving.stop();
        const began = performance.now();
        await upstream.until(() => upstream.asked.length === 2);

        console.log(`handed over in ${Math.round(performance.now() - began)} ms of ${LOOK_AGAIN_MS} promised`);
        await turned(heir, 'connected');
        expect(upstream.readers).toBe(1);
      },
      5 * LOOK_AGAIN_MS + 3_000, // and the time to begin
    );
  });
}
