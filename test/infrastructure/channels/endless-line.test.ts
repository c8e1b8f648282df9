import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../src/infrastructure/prisma/database.ts';
import { freshDatabase } from '../../support/databases.ts';
import { relays, stored } from '../../support/relays.ts';
import { upstreams } from '../../support/upstream.ts';

const MEBIBYTE = 1024 * 1024;
const STREAMED = 400 * MEBIBYTE;
/** What it holds is 2 MiB; the rest is garbage that waits for its collection. */
const GROWTH = 128 * MEBIBYTE;

async function flood(response: ServerResponse, bytes: number): Promise<number> {
  const chunk = Buffer.alloc(MEBIBYTE / 4, 'x');
  let peak = 0;
  for (let sent = 0; sent < bytes; sent += chunk.length) {
    if (!response.write(chunk)) await once(response, 'drain');
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  return peak;
}

describe('a line without an end', () => {
  const source = upstreams();
  const start = relays();
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase('PGlite');
  });
  afterAll(() => database.close());

  it('is left out in bounded memory, and what follows it comes through', async () => {
    const upstream = await source();
    let stream: ServerResponse | undefined;
    upstream.answer = (_request, response) => {
      upstream.open(response);
      stream = response;
    };
    const instance = start(database, upstream.url);
    await upstream.until(() => upstream.readers === 1);
    upstream.send('id: 1\ndata: before\n\n');
    await stored(database, 1);
    const before = process.memoryUsage.rss();

    upstream.send('id: 2\ndata: ');
    const peak = await flood(stream as ServerResponse, STREAMED);
    upstream.send('\nid: 3\n\nid: 4\ndata: after\n\n');
    const events = await stored(database, 2);

    const grew = Math.round((peak - before) / MEBIBYTE);
    console.log(`${STREAMED / MEBIBYTE} MiB without an end of line: the process grew by ${grew} MiB`);
    expect(events).toEqual([
      { id: '1', data: 'before' },
      { id: '4', data: 'after' },
    ]);
    expect(instance.counts('crm')).toMatchObject({ relayed: 2, cut: 1 });
    expect(peak - before).toBeLessThan(GROWTH);
  });
});
