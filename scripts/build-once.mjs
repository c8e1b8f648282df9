// Builds what is not built yet, so that a fresh clone starts with one command.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const made = ['dist/main.js', 'dist/doctor/main.js'];
if (!made.every((file) => existsSync(new URL(`../${file}`, import.meta.url)))) {
  const { status } = spawnSync('npm', ['run', 'build'], { stdio: 'inherit', shell: process.platform === 'win32' });
  process.exit(status ?? 1);
}
