import { createRequire } from 'node:module';
import { cpus, release, totalmem, type } from 'node:os';
import { nchan, nchanVersion } from '../contestants/nchan.ts';
import { pinned } from '../load/cores.ts';

const require = createRequire(import.meta.url);
const { dependencies: peers } = require('../../../package.json') as { dependencies: Record<string, string> };

/** What the figures were measured on, a line each. */
export function machineLines(postgres: string): string[] {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return [
    `- ${cpus().length} × ${cpu?.model.trim() || 'an unnamed processor'}, ${memory}, ${type()} ${release()}`,
    pinned
      ? '- the server alone on one core; the load and PostgreSQL on another'
      : '- **nothing was kept to a core**: no `taskset`, or only one core',
    `- Node ${process.version}, Express ${version('express')}, better-sse ${peers['better-sse']}, ${postgres}`,
    nchan() ? `- nchan ${nchanVersion()}` : '- nchan is left out: `nginx` with `libnginx-mod-nchan` is not installed',
  ];
}

function version(name: string): string {
  return (require(`${name}/package.json`) as { version: string }).version;
}
