import { afterEach } from '@jest/globals';
import { NoticeSender } from '../../src/usecases/ports/notifier.ts';
import type { Target } from '../../src/usecases/ports/switchboard.ts';
import { type CallAnswer, call } from './calls.ts';
import type { Client } from './client.ts';
import type { RawStream } from './raw-stream.ts';
import { blockWith, type RawStreamsOptions, rawStreams } from './raw-streams.ts';
import { StreamReader } from './stream-reader.ts';
import type { TestServer } from './test-server.ts';

/** What an EventSource of these tests listens for. */
const NAMES = ['connected', 'heartbeat', 'system.resync', 'system.unauthorized', 'system.closing'];
const NOTICES = ['note', 'mark', 'estimate-rejected', 'webhook-processed'];

/** `clientId`, `userId`, `sessionId`, `last_event_id`. */
export type Query = Readonly<Record<string, string | number>>;

/** Streams of targeted sends; those that are opened are closed after each test. */
export interface TargetedStreams {
  /** A real EventSource, when it is connected. */
  listen(client: Client, query?: Query, url?: string): Promise<StreamReader>;
  /** The bytes, when `connected` was said. */
  raw(client: Client, query?: Query, options?: RawStreamsOptions): Promise<RawStream>;
}

export function targetedStreams(server: () => TestServer): TargetedStreams {
  const readers: StreamReader[] = [];
  const open = rawStreams(server);
  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });
  return {
    async listen(client, query = {}, url = server().url) {
      const reader = new StreamReader(`${url}${pathOf({ ...query, token: client.token })}`, [...NAMES, ...NOTICES]);
      readers.push(reader);
      await reader.first(({ type }) => type === 'connected');
      return reader;
    },
    async raw(client, query = {}, options = {}) {
      const stream = await open(pathOf(query), { token: client.token, ...options });
      await blockWith(stream, 'event: connected');
      return stream;
    },
  };
}

export function pathOf(query: Query): string {
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, `${value}`]),
  ).toString();
  return text === '' ? '/api/sse' : `/api/sse?${text}`;
}

/** `POST /api/sse/send`, by whomever. */
export function sendAs(client: Client, { url }: { readonly url: string }, body: unknown): Promise<CallAnswer> {
  return call(url, 'POST /api/sse/send', { token: client.token, body });
}

/** The same without the way through HTTP: as a use case sends. */
export function sendInside({ container }: TestServer, target: Target, type: string, data: unknown): Promise<number> {
  return container.resolve<NoticeSender>(NoticeSender).send(target, type, data);
}

/** The data of what a reader was told by name, in order. */
export function toldBy(reader: StreamReader, type = 'note'): unknown[] {
  return reader.heard.filter((message) => message.type === type).map(({ data }) => data);
}

/** Resolves when a reader was told this. */
export async function told(reader: StreamReader, data: unknown, type = 'note'): Promise<void> {
  const wanted = JSON.stringify(data);
  await reader.first((message) => message.type === type && JSON.stringify(message.data) === wanted);
}

/** The blocks with this name, in order. */
export function named(stream: RawStream, type: string): string[] {
  return stream.blocks.filter((block) => block.startsWith(`event: ${type}\n`));
}

/** The number in a block's `id`; NaN where there is none. */
export function idOf(block: string | undefined): number {
  return Number(/^id: (\d+)$/m.exec(block ?? '')?.[1]);
}
