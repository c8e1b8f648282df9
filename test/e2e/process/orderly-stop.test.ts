import { afterEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { Client } from '../../support/client.ts';
import { startedProgram, usedFolder } from '../../support/program.ts';
import { StreamReader } from '../../support/stream-reader.ts';

const admin = { ADMIN_EMAIL: 'chief@stroy.example', ADMIN_PASSWORD: 'a good password' };
const PROMISED_MS = 10_000;

describe('a server that is told to stop', () => {
  let reader: StreamReader | null = null;
  afterEach(() => reader?.close());

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s says so on its streams, ends with 0, and leaves a folder that opens again',
    async (signal) => {
      const env = { ...admin, DATA_DIR: usedFolder() };
      const program = await startedProgram({ env });
      const client = await Client.signInAt(program.url, admin.ADMIN_EMAIL, admin.ADMIN_PASSWORD);
      reader = StreamReader.role(program.url, client.token);
      await reader.event('connected');

      const from = performance.now();
      const exit = await program.kill(signal);
      const tookMs = performance.now() - from;
      await reader.broken();
      const said = reader.heard.at(-1)?.data;
      reader.close(); // before it finds the next one

      console.log(`${signal} to exit with an open stream: ${Math.round(tookMs)} ms (promised: ${PROMISED_MS})`);
      expect(exit).toEqual({ code: 0, signal: null });
      expect(tookMs).toBeLessThan(PROMISED_MS);
      expect(said).toEqual({ event: 'system.closing', data: { reason: 'shutdown' }, timestamp: expect.any(Number) });
      expect(program.stderr).toBe('');
      const next = await startedProgram({ env });
      await client.at(next.url).get('/auth/me').expect(200);
      await request(next.url).get('/readyz').expect(200);
    },
  );
});
