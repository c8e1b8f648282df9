import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join, relative } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Long enough for a rival that started at the same moment to have replaced our socket. */
const SETTLE_MS = 100;

/**
 * Holds a folder for this process alone: two PGlites on one folder destroy it silently. The lock is a Unix socket that
 * somebody listens on, so the kernel frees it however the process ends. Answers null when another process has it.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> } | null> {
  const path = relative(process.cwd(), join(folder, 'lock.sock')) || 'lock.sock';
  const nonce = randomUUID();
  for (;;) {
    if ((await ask(path)) !== null) return null;
    const server = await listen(path, nonce);
    if (server === null) {
      rmSync(path, { force: true });
      continue;
    }
    await delay(SETTLE_MS);
    if ((await ask(path)) === nonce) return { release: () => close(server) };
    await close(server);
    return null;
  }
}

/** Who listens there; null when nobody does. */
async function ask(path: string): Promise<string | null> {
  const socket = connect(path);
  try {
    let answer = '';
    for await (const chunk of socket) answer += chunk;
    return answer;
  } catch {
    return null; // no such socket, or one whose process is gone: the caller takes it over
  } finally {
    socket.destroy();
  }
}

async function listen(path: string, nonce: string): Promise<Server | null> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).end(nonce));
  server.listen(path);
  try {
    await once(server, 'listening');
    return server.unref();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return null;
    throw error;
  }
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await closed;
}
