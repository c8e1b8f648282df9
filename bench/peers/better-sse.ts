import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createChannel, createSession } from 'better-sse';
import express from 'express';

/** As its guide says: a session for each request, all of them on one channel. */
const channel = createChannel();
const app = express();

app.get('/events', async (request, response) => {
  channel.register(await createSession(request, response));
});
app.post('/send', express.json(), (request, response) => {
  channel.broadcast(request.body.data, 'message');
  response.status(202).json({ delivered: channel.sessionCount });
});

const server = app.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
await once(server, 'listening');
console.log(`listening at http://127.0.0.1:${(server.address() as AddressInfo).port}.`);
process.on('SIGTERM', () => process.exit());
