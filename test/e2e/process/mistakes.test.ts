import { describe, expect, it } from '@jest/globals';
import { ownPrograms } from '../../support/own-program.ts';
import type { Program } from '../../support/program.ts';
import { RawStream } from '../../support/raw-stream.ts';

/** Loaded before the program: a request that asks for it goes wrong where nobody waits, in the midst of its answer. */
const FAULTS = `
  import { ServerResponse } from 'node:http';
  const faults = {
    rejection: () => void Promise.reject(new Error('nobody waited for this')),
    exception: () => setTimeout(() => { throw new Error('nobody caught this'); }),
    series: () => setInterval(() => { throw new Error('nobody caught this'); }),
  };
  const { writeHead } = ServerResponse.prototype;
  ServerResponse.prototype.writeHead = function (...args) {
    faults[this.req.headers['x-fault']]?.();
    return writeHead.apply(this, args);
  };`;
const nodeArgs = ['--import', `data:text/javascript,${encodeURIComponent(FAULTS)}`];

describe('a mistake in the program', () => {
  const start = ownPrograms();

  it('that fails a promise which nobody waits for is logged with its request, and the server goes on', async () => {
    const { program, admin } = await start('PGlite', { nodeArgs });
    const stream = await RawStream.open(program, admin.token);
    const named = { 'X-Fault': 'rejection', 'X-Request-Id': 'the-guilty-one' };

    await admin.get('/auth/me').set(named).expect(200);
    await program.says(/unhandled rejection/);
    await admin.post('/projects', { name: 'Дом у реки' }).expect(201);
    await stream.block('project.created');

    const line = { level: 50, request_id: 'the-guilty-one', err: { message: 'nobody waited for this' } };
    expect(linesOf(program, 'unhandled rejection')).toMatchObject([line]);
    expect(program.exit).toBeNull();
    expect(await program.kill('SIGTERM')).toEqual({ code: 0, signal: null });
    stream.destroy();
  });

  it.each([
    ['once', 'exception'],
    ['again and again', 'series'],
  ])(
    'that nobody catches (%s) is logged with its request, told to streams, and ends the server with 1',
    async (_how, fault) => {
      const { program, admin } = await start('PGlite', { nodeArgs });
      const stream = await RawStream.open(program, admin.token);
      await stream.block('connected');
      const named = { 'X-Fault': fault, 'X-Request-Id': 'the-guilty-one' };

      await admin.get('/auth/me').set(named).expect(200);
      const exit = await program.ended;
      await stream.end();

      expect(exit).toEqual({ code: 1, signal: null });
      const [first] = linesOf(program, 'uncaught exception: the server stops');
      expect(first).toMatchObject({ level: 60, request_id: 'the-guilty-one', err: { message: 'nobody caught this' } });
      expect(stream.text).toContain('{"event":"system.closing","data":{"reason":"shutdown"}');
      expect(program.stderr).toBe('');
    },
  );
});

function linesOf(program: Program, msg: string): unknown[] {
  const lines = program.stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line)).filter((line) => line.msg === msg);
}
