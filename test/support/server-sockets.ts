import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, beforeAll } from '@jest/globals';

/** Node tells here of each connection that a server of this process accepts. */
const ACCEPTED = 'net.server.socket';
const PATIENCE_MS = 10;

/** The server's side of connections that this process makes to itself. */
export function serverSockets(): (client: Socket) => Promise<Socket> {
  const accepted: Socket[] = [];
  const onAccepted = (message: unknown) => void accepted.push((message as { socket: Socket }).socket);
  beforeAll(() => subscribe(ACCEPTED, onAccepted));
  afterAll(() => {
    unsubscribe(ACCEPTED, onAccepted);
  });
  return async (client) => {
    if (client.connecting) await once(client, 'connect');
    for (;;) {
      const found = accepted.find(({ remotePort }) => remotePort === client.localPort);
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)); // accepted a moment after it is connected
    }
  };
}
