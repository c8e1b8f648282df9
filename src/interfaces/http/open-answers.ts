import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

const bySocket = new WeakMap<Duplex, Set<ServerResponse>>();

/** What is being answered on a connection, in the order of its requests: more than one where they were pipelined. */
export function answersOn(socket: Duplex): ReadonlySet<ServerResponse> {
  return bySocket.get(socket) ?? new Set();
}

/** Is called for each answer before anything else is done about it. */
export function addAnswer(socket: Duplex, response: ServerResponse): void {
  const open = bySocket.get(socket) ?? begin(socket);
  open.add(response);
  response.once('close', () => open.delete(response));
}

/** Node says nothing to answers that had to wait for their turn, behind another on the same connection. */
function begin(socket: Duplex): Set<ServerResponse> {
  const open = new Set<ServerResponse>();
  bySocket.set(socket, open);
  socket.once('close', () => {
    for (const response of open) if (response.socket === null) response.destroy().emit('close');
  });
  return open;
}
