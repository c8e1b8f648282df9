// Builds what is not built yet, or was built from older sources: a fresh clone and an upgrade start with one command.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const made = ['dist/main.js', 'dist/doctor/main.js', 'dist/web/index.html'].map((file) => root + file);

/** Milliseconds of the newest file below a folder; 0 where there is none, as where only the built program was copied. */
function newest(folder) {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...files.map((entry) => statSync(`${entry.parentPath ?? entry.path}/${entry.name}`).mtimeMs));
}

const upToDate = made.every((file) => existsSync(file) && statSync(file).mtimeMs >= newest(`${root}src`));
if (!upToDate) {
  const { status } = spawnSync('npm', ['run', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(status ?? 1);
}
