import { defineConfig } from 'vite';

/** Where `npm run dev` finds the server. */
const SERVER = `http://127.0.0.1:${process.env.PORT ?? 8000}`;
const OF_THE_SERVER = ['/api', '/healthz', '/readyz', '/metrics', '/docs', '/openapi.json', '/sse-demo', '/pages'];

export default defineConfig(({ command }) => {
  if (command === 'build') process.env.NODE_ENV = 'production'; // also where tests or a developer's shell say otherwise
  return {
    root: 'src/interfaces/web',
    build: {
      outDir: '../../../dist/web',
      emptyOutDir: true,
      sourcemap: true,
      chunkSizeWarningLimit: 800, // kB as it is; what counts is what travels, which test/browser/app.test.ts limits
      rolldownOptions: {
        onLog(level, log, handle) {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log); // 'use client' says nothing here
        },
      },
    },
    server: { host: '127.0.0.1', port: 5173, proxy: Object.fromEntries(OF_THE_SERVER.map((path) => [path, SERVER])) },
  };
});
