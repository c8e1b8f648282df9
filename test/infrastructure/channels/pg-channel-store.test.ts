import { createHash, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PgChannelStore } from '../../../src/infrastructure/channels/pg-channel-store.ts';
import { PgChannelTail } from '../../../src/infrastructure/channels/pg-channel-tail.ts';
import type { SourceEvent } from '../../../src/infrastructure/channels/source-reader.ts';
import { onEachDatabase, truncate } from '../../support/databases.ts';

const LEASE_MS = 10_000;
/** Contract §5. */
const KEPT = 1_000;
const ALL = { after: 0, upTo: Number.MAX_SAFE_INTEGER, limit: 10_000 };

onEachDatabase((database) => {
  let store: PgChannelStore;
  let tail: PgChannelTail;
  beforeEach(async () => {
    await truncate(database());
    store = new PgChannelStore(database().pool);
    tail = new PgChannelTail(database().pool);
  });

  const query = async (sql: string, values: unknown[] = []) => (await database().pool.query(sql, values)).rows;
  const take = async (by = store, channel = 'crm') => (await by.take(channel, LEASE_MS, false)) ?? 'not free';
  const fenceOf = async (by = store, channel = 'crm') => {
    const taken = await take(by, channel);
    return taken === 'not free' ? taken : taken.fence;
  };
  const numbered = (from: number, count: number): SourceEvent[] =>
    Array.from({ length: count }, (_, nth) => ({ id: String(from + nth), data: `event ${from + nth}` }));
  const append = (fence: string, events: readonly SourceEvent[], channel = 'crm') =>
    store.append(channel, fence, { events, lastEventId: events.at(-1)?.id ?? null });
  const dataOf = async (channel = 'crm') => (await tail.read(channel, ALL)).events.map(({ data }) => JSON.parse(data));
  const ageAll = () => query("UPDATE event_log SET occurred_at = now() - interval '11 seconds'");
  const expireLease = () => query("UPDATE channels SET held_until = now() - interval '1 second'");

  describe('what a source said', () => {
    it('is stored as it came, in its order, with all that the log wants', async () => {
      const events = [{ event: 'deal', id: '7', data: '{"a": 1}' }, { data: 'two\nlines' }];

      const stored = await append(await fenceOf(), events);

      expect(stored).toBe(true);
      const rows = await query(
        'SELECT stream, type, subject, audience, data::text, reason, actor_id, request_id FROM event_log ORDER BY position',
      );
      const nobody = { reason: null, actor_id: null, request_id: null };
      const hash = createHash('sha256').update('7').digest('hex');
      expect(rows).toEqual([
        {
          stream: 'channel',
          type: 'deal',
          subject: `channel:crm:${hash}`,
          audience: ['channel:crm'],
          data: '{"event":"deal","id":"7","data":"{\\"a\\": 1}"}',
          ...nobody,
        },
        {
          stream: 'channel',
          type: 'message',
          subject: 'channel:crm',
          audience: ['channel:crm'],
          data: '{"data":"two\\nlines"}',
          ...nobody,
        },
      ]);
    });

    it.each([
      ['NUL', 'a\0b'],
      ['quotes and braces', `"'\\{},NULL`],
      ['all of Unicode', '\uFEFF я 𝒳 👷‍♀️ \u2028 \uFFFF \u0001'],
      ['a megabyte', 'я"'.repeat(350_000)],
    ])('comes back to the character: %s', async (_name, text) => {
      const event = { event: text, id: text.replaceAll('\0', ''), data: text };

      await append(await fenceOf(), [event]);

      expect(await dataOf()).toEqual([event]);
    });

    it('moves the place of the source in the same transaction, and only then', async () => {
      const fence = await fenceOf();
      await append(fence, numbered(1, 3));

      await store.append('crm', fence, { events: [{ data: 'without an id' }], lastEventId: null });
      const kept = await take();
      await store.append('crm', (kept as { fence: string }).fence, { events: [], lastEventId: '9' });

      expect(kept).toMatchObject({ lastEventId: '3' });
      expect(await take()).toMatchObject({ lastEventId: '9' });
      expect(await dataOf()).toHaveLength(4);
    });

    it('is kept to the newest thousand of its channel, whatever the batches, and no other event goes', async () => {
      const crm = await fenceOf();
      await append(await fenceOf(store, 'notifications'), numbered(1, 3), 'notifications');
      await query(
        `INSERT INTO event_log (id, stream, type, subject, audience, data, occurred_at)
         VALUES ($1, 'role', 'project.updated', 'project:1', '{role:manager}', '{}', now())`,
        [randomUUID()],
      );
      const counts: number[] = [];

      for (let from = 1; from <= 1_300; from += 100) {
        await append(crm, numbered(from, 100));
        await ageAll();
        counts.push((await dataOf()).length);
      }
      await append(crm, numbered(1_301, 1));

      expect(Math.max(...counts)).toBe(KEPT);
      expect(await dataOf()).toEqual(numbered(302, KEPT));
      expect(await dataOf('notifications')).toEqual(numbered(1, 3));
      expect(await query("SELECT FROM event_log WHERE stream = 'role'")).toHaveLength(1);
    });

    it('stays for some seconds when more comes at once, so that each instance can read it; then it goes', async () => {
      const fence = await fenceOf();
      for (let from = 1; from <= 1_800; from += 100) await append(fence, numbered(from, 100));
      const atOnce = await dataOf();
      const kept = [await tail.positionAfter('crm', '800'), await tail.positionAfter('crm', '801')];
      const beginning = await tail.beginning('crm');
      await ageAll();

      await append(fence, numbered(1_801, 100));
      const after = await dataOf();
      await append(fence, numbered(1_901, 100));

      expect(atOnce).toEqual(numbered(1, 1_800));
      expect(kept).toEqual([null, beginning + 1]);
      expect(after).toEqual(numbered(501, 1_400)); // five hundred at a time
      expect(await dataOf()).toEqual(numbered(1_001, KEPT));
    });

    it('says to who reads on from there that some of it went', async () => {
      const fence = await fenceOf();
      for (let from = 1; from <= 1_200; from += 100) await append(fence, numbered(from, 100));
      const placeOf = (id: number) => tail.positionAfter('crm', String(id)) as Promise<number>;
      const last = await placeOf(1_200);
      await ageAll();
      await append(fence, numbered(1_201, 100)); // the first three hundred went
      const first = await tail.beginning('crm');
      const readFrom = (after: number) => tail.read('crm', { after, upTo: last, limit: 2 });

      expect((await readFrom(first)).events).toHaveLength(2);
      expect((await readFrom(0)).events).toHaveLength(2);
      await expect(readFrom(first - 1)).rejects.toMatchObject({ code: 'history_gone', oldest: first + 1 });
      expect(await tail.read('crm', { after: last, upTo: last, limit: 2 })).toEqual({ events: [], more: false });
    });

    it('is stored and trimmed along indexes, however long the log is', async () => {
      const client = await database().pool.connect();
      await client.query('BEGIN; SET LOCAL session_replication_role = replica');
      await client.query(
        `INSERT INTO event_log (id, position, stream, type, subject, audience, data, occurred_at)
         SELECT gen_random_uuid(), n, CASE WHEN n % 10 = 0 THEN 'channel' ELSE 'role' END, 'message', 'channel:crm',
           CASE WHEN n % 10 = 0 THEN '{channel:crm}'::text[] ELSE '{role:manager}' END, '{}', '2026-01-01'
         FROM generate_series(1, 20000) AS n`,
      );
      await client.query('COMMIT; ANALYZE event_log; BEGIN');
      const within = { query: client.query.bind(client) } as unknown as ConstructorParameters<typeof PgChannelStore>[0];
      const own = new PgChannelStore(within);
      const fence = await fenceOf(own);
      const counted = async () => {
        const { rows } = await client.query(
          "SELECT seq_scan::int, n_tup_del::int FROM pg_stat_xact_user_tables WHERE relname = 'event_log'",
        );
        return rows[0];
      };
      const before = await counted();

      await own.append('crm', fence, { events: numbered(1, 10), lastEventId: '10' });

      const after = await counted();
      await client.query('ROLLBACK');
      client.release();
      expect(after).toEqual({ seq_scan: before.seq_scan, n_tup_del: before.n_tup_del + 500 });
    });
  });

  describe('the source of a channel', () => {
    it('is held by one at a time, until he lets go or his time is over', async () => {
      const other = new PgChannelStore(database().pool);
      await take();

      const meanwhile = await take(other);
      await other.release('crm'); // not his to release
      const still = await take(other);
      await store.release('crm');
      const released = await take(other);
      await expireLease();
      const expired = await take(store);

      expect([meanwhile, still]).toEqual(['not free', 'not free']);
      expect(released).toMatchObject({ lastEventId: null });
      expect(expired).toMatchObject({ lastEventId: null });
    });

    it('is another for each channel', async () => {
      await take(new PgChannelStore(database().pool));

      expect(await take(store, 'notifications')).not.toBe('not free');
    });

    it('goes to one of many that want it at the same moment', async () => {
      const many = Array.from({ length: 8 }, () => new PgChannelStore(database().pool));

      const taken = await Promise.all(many.map((one) => take(one)));

      expect(taken.filter((one) => one !== 'not free')).toHaveLength(1);
    });

    it('is renewed by its holder alone, and taken by force by whoever knows that he is gone', async () => {
      const other = new PgChannelStore(database().pool);
      await take();

      const byOther = await other.renew('crm', LEASE_MS);
      await expireLease();
      const byHolder = await store.renew('crm', LEASE_MS);
      const forced = await other.take('crm', LEASE_MS, true);
      const late = await store.renew('crm', LEASE_MS);

      expect([byOther, byHolder, late]).toEqual([false, true, false]);
      expect(forced).not.toBeNull();
    });

    it('stores nothing for a holder who lost it, nor for an older connection of the same holder', async () => {
      const other = new PgChannelStore(database().pool);
      const lost = await fenceOf();
      await append(lost, numbered(1, 1));
      await expireLease();
      const older = await fenceOf(other);
      const fence = await fenceOf(other);

      const results = [
        await append(lost, numbered(2, 1)),
        await other.append('crm', older, { events: numbered(3, 1), lastEventId: '3' }),
        await other.append('crm', fence, { events: numbered(4, 1), lastEventId: '4' }),
      ];

      expect(results).toEqual([false, false, true]);
      expect(await dataOf()).toEqual([...numbered(1, 1), ...numbered(4, 1)]);
      expect(await take(other)).toMatchObject({ lastEventId: '4' });
    });
  });

  describe('the sign of life of a channel', () => {
    it('is renewed by everybody; how its source stands is said by its holder, and by anybody while it has none', async () => {
      const other = new PgChannelStore(database().pool);
      const unheld = await other.beat('crm', 'unconfigured', 60_000);
      await take();

      const said = [
        await store.beat('crm', 'connected', 60_000),
        await other.beat('crm', 'reconnecting', 60_000),
        await other.upstreamOf('crm'),
      ];
      await expireLease();
      said.push(await other.beat('crm', 'reconnecting', 60_000));

      const [{ life }] = await query('SELECT extract(epoch FROM alive_until - now()) AS life FROM channels');
      expect(unheld).toBe('unconfigured');
      expect(said).toEqual(['connected', 'connected', 'connected', 'reconnecting']);
      expect(Number(life)).toBeGreaterThan(55);
    });
  });

  describe('the kept tail', () => {
    const positions = async () => (await tail.read('crm', ALL)).events.map(({ position }) => position);

    it('is read in pages, in order, up to a position, and says whether there is more', async () => {
      await append(await fenceOf(), numbered(1, 5));
      const [first = 0, , , fourth = 0, fifth = 0] = await positions();

      const pages = [
        await tail.read('crm', { after: first - 1, upTo: fifth, limit: 3 }),
        await tail.read('crm', { after: first, upTo: fourth, limit: 3 }),
        await tail.read('crm', { after: fifth, upTo: fifth, limit: 3 }),
        await tail.read('notifications', ALL),
      ];

      const shown = pages.map(({ events, more }) => [events.map(({ data }) => JSON.parse(data).id), more]);
      expect(shown).toEqual([
        [['1', '2', '3'], true],
        [['2', '3', '4'], false],
        [[], false],
        [[], false],
      ]);
    });

    it('ends a page before it holds more than a mebibyte, but for a single event', async () => {
      const sizes = [400_000, 400_000, 400_000, 1_500_000, 10];
      const fence = await fenceOf();
      for (const size of sizes) await append(fence, [{ data: 'x'.repeat(size) }]);

      const pages: [number, boolean][] = [];
      for (let after = 0, more = true; more; ) {
        const page = await tail.read('crm', { ...ALL, after });
        pages.push([page.events.length, page.more]);
        after = page.events.at(-1)?.position ?? after;
        more = page.more;
      }

      expect(pages).toEqual([
        [2, true],
        [1, true],
        [1, true],
        [1, false],
      ]);
    });

    it('knows the newest place of an id of the source, and where it begins itself', async () => {
      const fence = await fenceOf();
      const head = async () => Number((await query('SELECT event_log_head() AS head'))[0].head);
      const empty = [await tail.beginning('crm'), await head()];
      await append(fence, [
        { id: 'a', data: '1' },
        { id: 'b', data: '2' },
        { id: 'a', data: '3' },
        { id: '', data: '4' },
      ]);
      const [first = 0, second, third] = await positions();

      const found = await Promise.all(['a', 'b', 'c', ''].map((id) => tail.positionAfter('crm', id)));

      expect(empty[0]).toBe(empty[1]);
      expect(found).toEqual([third, second, null, null]);
      expect(await tail.positionAfter('notifications', 'a')).toBeNull();
      expect(await tail.beginning('crm')).toBe(first - 1);
    });
  });
});
