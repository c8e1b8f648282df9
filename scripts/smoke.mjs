// Starts `npm run demo` on a new folder, follows its printed lines as a person would, and stops it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LiveClient, Session } from 'smeta-live/client';

const PATIENCE_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'smeta-smoke-'));
const env = { ...process.env, DATA_DIR: join(folder, 'data'), PORT: '0' };
const children = [];

/** Resolves with what it printed, once it printed something that fits. */
function printed(child, fits) {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`not within ${PATIENCE_MS} ms; printed:\n${text}`)), PATIENCE_MS);
    child.stdout.on('data', (bytes) => {
      text += bytes;
      if (fits.test(text)) {
        clearTimeout(timer);
        resolve(text);
      }
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}; printed:\n${text}`)));
  });
}

function run(command) {
  const child = spawn(command, { shell: true, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  children.push(child);
  return child;
}

function endWithAllThatItStarted({ pid, exitCode, signalCode }) {
  if (exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // it has just ended by itself
  }
}

/** What the README of the client library shows: resolves with the next new estimate that reaches a manager. */
async function heardByLibrary(url) {
  const kept = new Map();
  const storage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => kept.set(key, text),
    removeItem: (key) => kept.delete(key),
  };
  const session = new Session(url, storage);
  const answer = await session.signIn('manager2@demo.local', 'smeta-demo');
  if (!answer.ok) throw new Error(await answer.text());
  const live = new LiveClient(session);
  const heard = new Promise((resolve) => live.bus.on('estimate.created', resolve)).finally(() => live.close());
  await new Promise((resolve) => {
    live.bus.on('connected', resolve);
    live.connect();
  });
  return { heard };
}

const demo = run('npm run demo');
try {
  const lines = (await printed(demo, /Ctrl\+C stops/)).split('\n').map((line) => line.trim());
  const [watch, save] = ['demo-watch', 'demo-save'].map((name) => lines.find((line) => line.includes(name)));
  const watcher = run(watch);
  await printed(watcher, /"event":"connected"/);
  const seen = printed(watcher, /"event":"estimate.created"/);
  const { heard } = await heardByLibrary(/https?:\S+/.exec(lines.join(' '))[0]);
  run(save);
  await Promise.all([seen, heard]);
  console.log("a foreman's estimate reached the manager's stream, and the client library");
  process.kill(-demo.pid, 'SIGTERM');
  await once(demo, 'exit');
} finally {
  for (const child of children) endWithAllThatItStarted(child);
  rmSync(folder, { recursive: true, force: true });
}
