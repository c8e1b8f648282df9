import { spawn } from 'node:child_process';
import { afterAll, beforeAll } from '@jest/globals';
import { freePort } from './free-port.ts';
import type { TestServer } from './test-server.ts';
import { until } from './until.ts';

/** Vite as `npm run dev` starts it, before a server of the test: the app in a development build. @returns its address. */
export function devServer(server: () => TestServer): () => string {
  let url: string;
  const over = new AbortController();
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const env = { PATH: process.env.PATH, PORT: new URL(server().url).port };
    const args = ['node_modules/vite/bin/vite.js', '--port', String(port), '--strictPort', '--logLevel', 'warn'];
    const vite = spawn(process.execPath, args, { env, stdio: 'inherit', signal: over.signal });
    vite.on('error', () => undefined); // of being aborted at the end
    await until(() =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
  });
  afterAll(() => over.abort());
  return () => url;
}
