import { expect, it } from '@jest/globals';
import type pg from 'pg';
import { LogPool } from '../../src/infrastructure/event-log/log-pool.ts';
import { signedInCrew } from '../support/crew.ts';
import { onPostgres } from '../support/databases.ts';
import { FrontOffice } from '../support/front-office.ts';
import type { RawStream } from '../support/raw-stream.ts';
import { blockWith, rawStreams } from '../support/raw-streams.ts';
import { resyncsOf } from '../support/resuming.ts';
import { sharedServer } from '../support/test-server.ts';

onPostgres('an instance that was cut off, on PostgreSQL', (kind) => {
  const server = sharedServer({ kind });
  const crew = signedInCrew(server);
  const open = rawStreams(server);

  /** A session of one's own that keeps everybody from reading the log. */
  async function locked(): Promise<pg.PoolClient> {
    const client = await server().container.resolve<LogPool>(LogPool).connect();
    await client.query('BEGIN; LOCK TABLE event_log_horizon IN ACCESS EXCLUSIVE MODE');
    return client;
  }

  it('for longer than the log keeps its events tells every stream once, and goes on', async () => {
    const { token } = crew().manager;
    const front = new FrontOffice(server().url, token);
    const paths = ['/api/v1/sse/events', '/api/sse'];
    const streams = await Promise.all(paths.map((path) => open(path, { token })));
    for (const stream of streams) await stream.until(() => stream.blocks.length > 0);
    const lock = await locked();
    await front.well('POST /api/v1/projects', { name: 'nobody reads of it' });
    await lock.query('UPDATE event_log_horizon SET swept_to = (SELECT max(position) FROM event_log)');
    await lock.query("DELETE FROM event_log WHERE type = 'project.created'; COMMIT");
    lock.release();
    for (const stream of streams) await stream.until(() => resyncsOf(stream).length > 0);

    await front.well('POST /api/v1/projects', { name: 'after it' });
    const heard = await blockWith(streams[0] as RawStream, 'after it');

    expect(heard).toContain('project.created');
    expect(streams.map(resyncsOf)).toEqual([['expired'], ['expired']]);
    expect(streams.map((stream) => stream.has('nobody reads of it'))).toEqual([false, false]);
  });
});
