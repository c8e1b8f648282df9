import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { peerOf, SilentPeers } from '../../../src/interfaces/sse/silent-peers.ts';
import { until } from '../../support/until.ts';

const TABLES = ['/proc/self/net/tcp', '/proc/self/net/tcp6'].filter((table) => existsSync(table));
const LONG_MS = 3_600_000;
const onLinux = TABLES.length > 0 ? it : it.skip;

describe('the peers of connections', () => {
  const open: { destroy(): unknown }[] = [];
  afterEach(() => {
    for (const thing of open.splice(0)) thing.destroy();
  });

  /** Both ends of a connection to a server that listens at one address, made to another. */
  async function connected(listenAt: string, to: string): Promise<{ near: Socket; far: Socket }> {
    const server = createServer().listen(0, listenAt);
    await once(server, 'listening');
    const accepted = once(server, 'connection');
    const far = connect((server.address() as AddressInfo).port, to);
    const [near] = (await accepted) as [Socket];
    open.push(near, far, { destroy: () => server.close() });
    return { near, far };
  }

  onLinux.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
    ['::', '127.0.0.1'],
  ])('are named as the kernel names them (%s, asked by way of %s)', async (listenAt, to) => {
    const { near } = await connected(listenAt, to);

    const table = TABLES.map((path) => readFileSync(path, 'latin1')).join('');

    expect(peerOf(near)).not.toBeNull();
    expect(table).toContain(` ${peerOf(near)} 01 `);
  });

  it('have no name once they are gone', async () => {
    const { near } = await connected('127.0.0.1', '127.0.0.1');

    near.destroy();

    expect(peerOf(near)).toBeNull();
  });

  it('are not silent, however long, while they only do not read', async () => {
    const { near, far } = await connected('127.0.0.1', '127.0.0.1');
    far.pause();
    const mebibyte = Buffer.alloc(1024 * 1024);
    await until(() => near.write(mebibyte) || near.writableLength > 8 * mebibyte.length);
    const peers = new SilentPeers();

    const looks = [await peers.look(0), await peers.look(LONG_MS), await peers.look(2 * LONG_MS)];

    expect(looks.map((silent) => silent.has(peerOf(near) ?? ''))).toEqual([false, false, false]);
  });
});
