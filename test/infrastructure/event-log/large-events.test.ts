import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { LogReader } from '../../../src/infrastructure/event-log/log-reader.ts';
import { inEachHouse } from '../../support/house.ts';
import { RecordingOutlet } from './recording-outlet.ts';

const KIB = 1024;

inEachHouse((house) => {
  let key: string;
  let start: number;
  beforeEach(async () => {
    key = `user:${Math.floor(Math.random() * 2 ** 30)}`;
    start = Number((await house().events()).at(-1)?.position);
  });

  /** One event for each size of its data, in that order. */
  async function store(...kibs: number[]): Promise<void> {
    const data = kibs.map((kib) => JSON.stringify('x'.repeat(kib * KIB - 2)));
    await house().database.pool.query(
      `INSERT INTO event_log (id, stream, type, subject, audience, data, occurred_at)
       SELECT id, 'targeted', 'large', 'inbox:1', ARRAY[$3::text], data::json, now()
       FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS event (id, data, place) ORDER BY place`,
      [data.map(() => randomUUID()), data, key],
    );
  }
  const head = async () => Number((await house().events()).at(-1)?.position);
  const kibsOf = (events: readonly { data: string }[]) => events.map(({ data }) => data.length / KIB);

  describe('events of many kilobytes', () => {
    it('are read in pages of a megabyte, which say whether there is more', async () => {
      await store(400, 400, 400, 1_500, 10);
      const upTo = await head();
      const pages: { kibs: number[]; more: boolean }[] = [];

      for (let after = start; after < upTo; ) {
        const { events, more } = await house().eventLog.readFor('targeted', key, { after, upTo, limit: 100 });
        pages.push({ kibs: kibsOf(events), more });
        after = events.at(-1)?.position ?? upTo;
      }

      expect(pages).toEqual([
        { kibs: [400, 400], more: true },
        { kibs: [400], more: true },
        { kibs: [1_500], more: true },
        { kibs: [10], more: false },
      ]);
    });

    it('fill a page to its limit, with more or without', async () => {
      await store(1, 1, 1);
      const upTo = await head();
      const page = (limit: number) => house().eventLog.readFor('targeted', key, { after: start, upTo, limit });

      expect([await page(2), await page(3)].map(({ events, more }) => [events.length, more])).toEqual([
        [2, true],
        [3, false],
      ]);
    });

    it('are handed on live in batches of a megabyte, in order', async () => {
      const outlet = new RecordingOutlet();
      const reader = new LogReader(house().database.pool, outlet, house().log.logger);
      await reader.start();
      await store(400, 400, 400, 1_500, 10, 10);

      await reader.catchUp();
      await reader.stop();

      expect(outlet.batches.map(kibsOf)).toEqual([[400, 400], [400], [1_500], [10, 10]]);
    });
  });
});
