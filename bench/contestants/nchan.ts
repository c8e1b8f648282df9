import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../test/support/free-port.ts';
import { spawnServer } from '../load/cores.ts';
import type { Contestant } from './hub.ts';
import { Process } from './process.ts';

/** Where Debian's `nginx` and `libnginx-mod-nchan` are. */
const NGINX = '/usr/sbin/nginx';
const MODULE = '/usr/lib/nginx/modules/ngx_nchan_module.so';
const TEXT = { 'Content-Type': 'text/plain' };

/** nginx with nchan; null where it is not installed. */
export function nchan(): Contestant | null {
  return existsSync(NGINX) && existsSync(MODULE) ? { name: 'nchan', start } : null;
}

export function nchanVersion(): string {
  const { stdout } = spawnSync('dpkg', ['-s', 'libnginx-mod-nchan'], { encoding: 'utf8' });
  const { stderr } = spawnSync(NGINX, ['-v'], { encoding: 'utf8' });
  const [, version = 'of unknown version'] = /^Version: (.+)$/m.exec(stdout) ?? [];
  return `${version}, ${stderr.trim().replace('nginx version: ', '')}`;
}

async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'smeta-bench-nginx-'));
  const port = await freePort();
  writeFileSync(join(folder, 'nginx.conf'), configOf(folder, port));
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
  const master = new Process(spawnServer(NGINX, args, { cwd: folder }));
  const pid = await workerOf(master.pid);
  const stop = async () => {
    await master.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const publish = (body: string) => ({ method: 'POST', path: '/send', headers: TEXT, body }) as const;
  return { url: `http://127.0.0.1:${port}`, pid, stream: () => ({ path: '/events' }), publish, stop };
}

/** One worker, without logs of requests; messages are kept as long and as many as ours at most. */
function configOf(folder: string, port: number): string {
  return `load_module ${MODULE};
daemon off; worker_processes 1; pid ${folder}/pid; worker_rlimit_nofile 65536;
error_log ${folder}/error.log crit;
events { worker_connections 60000; multi_accept on; }
http {
  access_log off; nchan_shared_memory_size 512M;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  keepalive_requests 100000000;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location = /send { nchan_publisher; nchan_channel_id all; nchan_message_buffer_length 1000; nchan_message_timeout 1m; }
    location = /events { nchan_subscriber eventsource; nchan_channel_id all; nchan_subscriber_first_message newest; }
  }
}
`;
}

/** nginx forks it when it has read its settings. */
async function workerOf(master: number): Promise<number> {
  for (;;) {
    const file = `/proc/${master}/task/${master}/children`;
    const [worker] = readFileSync(file, 'utf8').split(' ');
    if (worker) return Number(worker);
    await delay(10);
  }
}
