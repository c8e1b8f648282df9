import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { call } from '../../support/calls.ts';
import { databaseKinds, onPostgres } from '../../support/databases.ts';
import { flood } from '../../support/event-flood.ts';
import { ownPrograms, stopOf } from '../../support/own-program.ts';
import { RawStream } from '../../support/raw-stream.ts';
import { changes, said } from '../../support/streams.ts';

/** More than the server can have read by the time of the signal. */
const EVENTS = 3_000;
const WRITERS = 8;
const ANSWERED = 40;

describe.each(databaseKinds())('what was answered before a server was told to stop, on %s', (kind) => {
  const start = ownPrograms();

  it('is on the streams before they end, once', async () => {
    const { program, admin } = await start(kind, { env: { RATE_LIMIT: 'off' } });
    const stream = await RawStream.open(program, admin.token);
    const answered: number[] = [];
    let stopping: ReturnType<typeof stopOf> | undefined;
    let promised: number[] = [];
    const write = async () => {
      for (let n = 0; ; n++) {
        const made = await call(program.url, 'POST /api/v1/projects', {
          token: admin.token,
          body: { name: `Дом ${n}` },
        });
        if (made.status !== 201) return;
        answered.push(made.body.id);
        if (answered.length < ANSWERED || stopping) continue;
        promised = [...answered];
        stopping = stopOf(program);
      }
    };

    await Promise.all(Array.from({ length: WRITERS }, () => write().catch(() => undefined))); // cut off in the end
    const exit = await stopping;
    await stream.end();

    const told = changes(stream).map((block) => said(block).data.project_id);
    expect(exit).toMatchObject({ code: 0, signal: null });
    expect(promised.filter((id) => !told.includes(id))).toEqual([]);
    expect(told).toEqual([...new Set(told)]);
    expect(stream.text).toMatch(/"event":"system.closing"[^\n]*\n\n$/);
  });
});

onPostgres('a log that is far ahead, on PostgreSQL', (kind) => {
  const start = ownPrograms();

  it('is read to its end before the streams end', async () => {
    const { program, admin, env } = await start(kind, { env: { SSE_QUEUE_LIMIT: '1000000' } });
    const stream = await RawStream.open(program, admin.token);
    await stream.block('connected');
    const pool = new pg.Pool({ connectionString: env.DATABASE_URL as string, max: 1 });

    await flood(pool, { events: EVENTS, bytes: 200 });
    const before = changes(stream).length;
    const { tookMs, ...exit } = await stopOf(program);
    await stream.end();
    await pool.end();

    const ids = changes(stream).map((block) => said(block).id);
    console.log(`${before} of ${EVENTS} events were out at the signal; exit ${Math.round(tookMs)} ms after it`);
    expect(exit).toMatchObject({ code: 0, signal: null });
    expect(before).toBeLessThan(EVENTS);
    expect(ids).toHaveLength(EVENTS);
    expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other));
  });
});
