import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Config } from './config.ts';
import { StartRefused } from './start-refused.ts';

/** Connections that wait to be accepted: when all come back at once, a full queue costs each of the others seconds. */
const BACKLOG = 4_096;

/** @throws {StartRefused} where the address can't be had. */
export async function listen(server: Server, { HOST: host, PORT: port }: Config): Promise<void> {
  try {
    server.listen({ port, host, backlog: BACKLOG });
    await once(server, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new StartRefused(`PORT: ${port} on ${host} is in use by another program.`);
    throw new StartRefused(`HOST, PORT: can't listen at ${host}:${port}: ${message}`);
  }
}

/** Up to now it went on listening, to say that it stops. */
export async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close().closeAllConnections();
  await closed;
}
