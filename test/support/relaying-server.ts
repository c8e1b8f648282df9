import { afterAll, beforeAll } from '@jest/globals';
import type { RawStream } from './raw-stream.ts';
import { startTestServer, type TestServer, type TestServerOptions } from './test-server.ts';
import { Upstream } from './upstream.ts';

export interface RelayingServer {
  readonly server: () => TestServer;
  readonly crm: () => Upstream;
  readonly notifications: () => Upstream;
}

/** One server whose channels come from sources of the test's own, for all tests of a `describe`; it reads both. */
export function relayingServer({ settings, ...options }: TestServerOptions = {}): RelayingServer {
  let [crm, notifications]: Upstream[] = [];
  let server: TestServer | undefined;
  beforeAll(async () => {
    [crm, notifications] = await Promise.all([Upstream.start(), Upstream.start()]);
    server = await startTestServer({ ...options, settings: { ...sourcesOf({ crm, notifications }), ...settings } });
    for (const source of [crm, notifications]) await source.until(() => source.readers === 1);
  });
  afterAll(async () => {
    await server?.stop();
    await Promise.all([crm, notifications].map((source) => source?.stop()));
  });
  return {
    server: () => server as TestServer,
    crm: () => crm as Upstream,
    notifications: () => notifications as Upstream,
  };
}

/** Where the channels of these names come from, as settings; a lost source is asked again soon. */
export function sourcesOf(sources: Readonly<Record<string, Upstream>>): Record<string, string> {
  const urls = Object.entries(sources).map(([name, { url }]) => [
    `GATEWAY_UPSTREAM_${name.toUpperCase()}_SSE_URL`,
    url,
  ]);
  return { GATEWAY_UPSTREAM_SSE_RECONNECT_DELAY: '100', ...Object.fromEntries(urls) };
}

/** A block as a source says it: the id is also its data, unless there is other. */
export function news(id: string | number, data: string = `news ${id}`): string {
  return `event: deal\nid: ${id}\ndata: ${data}\n\n`;
}

/** The ids of the events that came from a source, in the order of their coming. */
export function idsOf(stream: RawStream): string[] {
  return relayedOf(stream).map((block) => /^id: (.*)$/m.exec(block)?.[1] ?? '');
}

/** The blocks that came from a source. */
export function relayedOf(stream: RawStream): string[] {
  return stream.blocks.filter((block) => !/^(event: (heartbeat|system\.)|retry: )/.test(block));
}

/** Resolves when the stream was told this news, made by `news` with no data of its own. */
export function hears(stream: RawStream, id: string | number): Promise<void> {
  return stream.until(() => stream.has(`\ndata: news ${id}\n`));
}
