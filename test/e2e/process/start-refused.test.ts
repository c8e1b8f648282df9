import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Client } from '../../support/client.ts';
import {
  freshFolder,
  type Program,
  refusalOf,
  startedProgram,
  startProgram,
  usedFolder,
} from '../../support/program.ts';

/** One bad value of each setting; some must not be repeated to whoever reads the log of a service. */
const BAD = {
  PORT: '70000',
  DATABASE_URL: 'mysql://me:hidden@host/name',
  JWT_SECRET: 'short-and-hidden',
  CORS_ORIGINS: 'https://good.example,https://bad.example/path',
  TRUST_PROXY: 'maybe',
  LOG_LEVEL: 'loud',
  ACCESS_TOKEN_TTL: '15m',
  RATE_LIMIT: 'yes',
  SSE_KEEPALIVE_INTERVAL: '99',
  SSE_CONNECTION_TIMEOUT: '-1',
  SSE_QUEUE_LIMIT: '0',
  SSE_MAX_CONNECTIONS_PER_USER: '1.5',
  ADMIN_EMAIL: 'nobody',
  ADMIN_PASSWORD: 'hidden',
};

describe('a bad setting', () => {
  it.each([
    ['PORT', ' '],
    ['TRUST_PROXY', `${'a'.repeat(40)}!`],
  ])(
    '%s=%j stops the start with one line that names it, and leaves nothing behind',
    async (name, value) => {
      const folder = join(freshFolder(), 'data');

      const lines = await refusalOf({ env: { DATA_DIR: folder, [name]: value } });

      expect(lines).toEqual([expect.stringMatching(new RegExp(`^${name}: .{5,}`))]);
      expect(existsSync(folder)).toBe(false);
    },
    30_000,
  );

  it('is named with every other bad one, a line each, and no secret is repeated', async () => {
    const lines = await refusalOf({ env: BAD });

    expect(lines.map((line) => line.split(': ')[0]).sort()).toEqual(Object.keys(BAD).sort());
    expect(lines.join()).not.toContain('hidden');
  });

  it('is also a DATABASE_URL without JWT_SECRET', async () => {
    const lines = await refusalOf({ env: { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' } });

    expect(lines).toEqual([expect.stringMatching(/^JWT_SECRET: .*required with DATABASE_URL/)]);
  });
});

describe('an address that is not to be had', () => {
  it('PORT in use is said in one line, and the first admin can still come in afterwards', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const DATA_DIR = usedFolder();

    const refused = await startProgram({ env: { DATA_DIR, PORT: String(port) } });
    taken.close();
    const program = await startedProgram({ env: { DATA_DIR } });
    const admin = await Client.signInAt(program.url, 'admin@localhost', printedPassword(refused, program));

    expect(refused.exit).toEqual({ code: 1, signal: null });
    expect(refused.stderr).toMatch(new RegExp(`^PORT: ${port} on 127\\.0\\.0\\.1 is in use.*\\n$`));
    await admin.get('/auth/me').expect(200);
  });

  it.each(['203.0.113.7', 'fe80::1:2', 'no-such-host.invalid'])('HOST=%s is said in one line', async (HOST) => {
    const lines = await refusalOf({ env: { DATA_DIR: usedFolder(), HOST } });

    expect(lines).toEqual([expect.stringMatching(/^HOST/)]);
    expect(lines[0]).toContain(HOST);
  });
});

describe('a DATA_DIR', () => {
  it('that can not be made is named in one line', async () => {
    const file = join(freshFolder(), 'file');
    writeFileSync(file, '');

    const lines = await Promise.all([file, join(file, 'below')].map((DATA_DIR) => refusalOf({ env: { DATA_DIR } })));

    const line = expect.stringMatching(/^DATA_DIR .*can't be written/);
    expect(lines).toEqual([[line], [line]]);
  });

  it.each(['/proc', '/proc/smeta', '/sys'])(
    '%s, where nobody can write, is named in one line',
    async (DATA_DIR) => {
      const lines = await refusalOf({ env: { DATA_DIR } });

      expect(lines).toEqual([expect.stringMatching(new RegExp(`^DATA_DIR ${DATA_DIR} can't be written`))]);
    },
    30_000,
  );

  it('in use by a running process is refused, and that process keeps working', async () => {
    const DATA_DIR = usedFolder();
    const first = await startedProgram({ env: { DATA_DIR } });

    const lines = await refusalOf({ env: { DATA_DIR } });

    expect(lines).toEqual([expect.stringMatching(/^DATA_DIR .* is in use by another process/)]);
    await Client.signInAt(first.url, 'admin@localhost', printedPassword(first));
    expect(first.exit).toBeNull();
  });
});

function printedPassword(...programs: Program[]): string {
  const printed = programs.flatMap(({ stdout }) => [...stdout.matchAll(/with the password (\S+)/g)]);
  expect(printed).toHaveLength(1);
  return printed[0]?.[1] as string;
}
