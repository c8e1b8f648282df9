import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PinoAudit } from '../../../src/infrastructure/logging/pino-audit.ts';
import { StartRefused } from '../../../src/start-refused.ts';
import { Client } from '../../support/client.ts';
import { recordedLogger } from '../../support/logs.ts';
import { StreamReader } from '../../support/stream-reader.ts';
import { startTestServer } from '../../support/test-server.ts';

describe('the audit', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'smeta-audit-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const linesOf = (file: string) =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  it('is written to the log and, line by line, to its file, without secrets', () => {
    const { logger, lines } = recordedLogger();
    const file = join(folder, 'new', 'audit.log');
    const audit = new PinoAudit(logger, file);

    audit.record('SSE stream opened', { user_id: 7, token: 'secret' });

    const line = { msg: 'SSE stream opened', user_id: 7, token: '[secret]' };
    expect(linesOf(file)).toEqual([expect.objectContaining(line)]);
    expect(lines).toEqual([expect.objectContaining(line)]);
  });

  it('goes on where it stopped', () => {
    const file = join(folder, 'audit.log');

    for (const what of ['one', 'two']) new PinoAudit(recordedLogger().logger, file).record(what, {});

    expect(linesOf(file).map(({ msg }) => msg)).toEqual(['one', 'two']);
  });

  it("stops the start when its file can't be written", () => {
    const file = join(folder, 'audit.log');
    writeFileSync(file, '');

    expect(() => new PinoAudit(recordedLogger().logger, join(file, 'audit.log'))).toThrow(StartRefused);
  });

  it('on a disk that is full stops nobody: the log has its lines, and says once that the file has not', () => {
    const { logger, lines } = recordedLogger('info');
    const audit = new PinoAudit(logger, '/dev/full');

    for (const what of ['one', 'two', 'three']) audit.record(what, {});

    expect(lines.filter(({ level }) => level === 30).map(({ msg }) => msg)).toEqual(['one', 'two', 'three']);
    expect(lines.filter(({ level }) => level === 40).map(({ msg }) => msg)).toEqual([
      'the audit can not be written: its lines are in this log alone',
    ]);
  });

  it('tells of sign-ins and of streams, opened and closed with why', async () => {
    const file = join(folder, 'audit.log');
    const server = await startTestServer({ settings: { AUDIT_LOG: file } });
    const manager = await Client.signIn(server, 'manager');
    const stream = StreamReader.role(server.url, manager.token);
    await stream.event('connected');
    await manager.post('/auth/logout').expect(204);
    await stream.event('system.unauthorized');
    stream.close();
    await server.stop();

    const told = linesOf(file).map(({ msg, user_id, reason }) => [msg, user_id, reason]);
    const { id } = server.staff.manager;
    expect(told.slice(0, 2)).toEqual([
      ['signed in', id, undefined],
      ['SSE stream opened', id, undefined],
    ]);
    expect(told.slice(2).sort()).toEqual([
      ['SSE stream closed', id, 'unauthorized'],
      ['signed out', id, undefined],
    ]);
  });
});
