import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';

/** What one writes who needs no library: each response is kept and written to. */
const streams = new Set<Response>();
const app = express();

app.get('/events', (_request, response) => {
  response.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache', Connection: 'keep-alive' });
  response.flushHeaders();
  streams.add(response);
  response.on('close', () => streams.delete(response));
});
app.post('/send', express.json(), (request, response) => {
  const frame = `event: message\ndata: ${JSON.stringify(request.body.data)}\n\n`;
  for (const stream of streams) stream.write(frame);
  response.status(202).json({ delivered: streams.size });
});

const server = app.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
await once(server, 'listening');
console.log(`listening at http://127.0.0.1:${(server.address() as AddressInfo).port}.`);
process.on('SIGTERM', () => process.exit());
