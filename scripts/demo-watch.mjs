// Shows the stream of a signed-in person, as it comes.
import { bearer, call, user } from './demo-sign-in.mjs';

const stream = await call('/api/v1/sse/events', { headers: bearer });
console.log(`${user.name} (${user.role}) is listening. Ctrl+C to stop.\n`);
const text = new TextDecoder();
for await (const bytes of stream.body) process.stdout.write(text.decode(bytes, { stream: true }));
console.log('The server ended the stream.');
