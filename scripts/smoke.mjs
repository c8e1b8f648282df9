// Starts `npm run demo` on a new folder, follows its printed lines as a person would, and stops it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

const demo = run('npm run demo');
try {
  const lines = (await printed(demo, /Ctrl\+C stops/)).split('\n').map((line) => line.trim());
  const [watch, save] = ['demo-watch', 'demo-save'].map((name) => lines.find((line) => line.includes(name)));
  const watcher = run(watch);
  await printed(watcher, /"event":"connected"/);
  const seen = printed(watcher, /"event":"estimate.created"/);
  run(save);
  await seen;
  console.log("a foreman's estimate reached the manager's stream");
  process.kill(-demo.pid, 'SIGTERM');
  await once(demo, 'exit');
} finally {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
  }
  rmSync(folder, { recursive: true, force: true });
}
