import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const NAME = 'lock.sock';
/** Long enough for a rival that took our socket for the dead one before it to have put it back. */
const SETTLE_MS = 100;

/**
 * Holds a folder for this process alone: two PGlites on one folder destroy it silently. The lock is a Unix socket that
 * somebody listens on, so the kernel frees it however the process ends. It is bound under a name of its own and then
 * linked to the common one, which only one can do; closing unlinks the own name, never the common one, which may be a
 * rival's by then. Answers null when another process has the folder.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> } | null> {
  const own = `lock-${randomUUID()}.sock`;
  const server = await listen(folder, own);
  const { ino } = statSync(join(folder, own));
  const won = (await takePlace(folder, own)) && (await settled(folder, ino));
  rmSync(join(folder, own), { force: true });
  if (!won) {
    await close(server);
    return null;
  }
  return {
    async release() {
      rmSync(join(folder, NAME), { force: true });
      await close(server);
    },
  };
}

async function takePlace(folder: string, own: string): Promise<boolean> {
  const [path, aside] = [join(folder, NAME), join(folder, `${own}.stale`)];
  for (;;) {
    if (attempt(() => linkSync(join(folder, own), path), 'EEXIST')) return true;
    if (await answers(folder, NAME)) return false;
    if (!attempt(() => renameSync(path, aside), 'ENOENT')) continue;
    const alive = await answers(folder, `${own}.stale`); // a rival was quicker: we took his away
    if (alive) attempt(() => linkSync(aside, path), 'EEXIST');
    rmSync(aside, { force: true });
    if (alive) return false;
  }
}

async function settled(folder: string, ino: number): Promise<boolean> {
  await delay(SETTLE_MS);
  return statSync(join(folder, NAME), { throwIfNoEntry: false })?.ino === ino;
}

/** False when it failed with this code. */
function attempt(act: () => void, code: string): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return false;
    throw error;
  }
}

/** Whether a process listens there. */
async function answers(folder: string, name: string): Promise<boolean> {
  const socket = inside(folder, () => connect(name));
  try {
    await once(socket, 'connect');
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ECONNREFUSED'].includes(code)) return false;
    throw error;
  } finally {
    socket.destroy();
  }
}

async function listen(folder: string, name: string): Promise<Server> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).end());
  inside(folder, () => server.listen(name));
  await once(server, 'listening');
  return server.unref();
}

/** The address of a Unix socket has at most 107 bytes (unix(7)) and is cut silently beyond: so only its name is used. */
function inside<T>(folder: string, act: () => T): T {
  const back = process.cwd();
  process.chdir(folder);
  try {
    return act();
  } finally {
    process.chdir(back);
  }
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await closed;
}
