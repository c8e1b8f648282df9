import { afterEach } from '@jest/globals';
import type { Client } from './client.ts';
import { RawStream, type RawStreamOptions } from './raw-stream.ts';
import { StreamReader } from './stream-reader.ts';
import type { TestServer } from './test-server.ts';

export interface Streams {
  /** A real EventSource, opened when it is connected. */
  listen(client: Client, query?: string): Promise<StreamReader>;
  /** The bytes of a stream, opened when `connected` was said. */
  raw(client: Client, options?: RawStreamOptions): Promise<RawStream>;
  /** The same, from a position on. */
  resume(client: Client, position: number | string, options?: RawStreamOptions): Promise<RawStream>;
}

/** Opens role streams, and closes them after each test. */
export function openStreams(server: () => TestServer): Streams {
  const opened: (() => void)[] = [];
  afterEach(() => {
    for (const close of opened.splice(0)) close();
  });

  const raw = async (client: Client, options: RawStreamOptions = {}) => {
    const stream = await RawStream.open(server(), client.token, options);
    opened.push(() => stream.destroy());
    await stream.block('connected');
    return stream;
  };
  return {
    raw,
    async listen(client, query) {
      const reader = StreamReader.role(server().url, client.token, query);
      opened.push(() => reader.close());
      await reader.event('connected');
      return reader;
    },
    resume(client, position, options = {}) {
      const headers = { ...options.headers, 'Last-Event-ID': String(position) };
      return raw(client, { ...options, headers });
    },
  };
}

/** One block of a role stream, read. */
export interface Said {
  readonly id: number;
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into whatever the server says
  readonly data: any;
  readonly timestamp: number;
}

const BLOCK = /^id: (\d+)\ndata: ([^\r\n]+)$/;

/** @throws {Error} unless it is an id and one line of data, and nothing else. */
export function said(block: string): Said {
  const [, id, data] = BLOCK.exec(block) ?? [];
  if (data === undefined) throw new Error(`not an event of the role stream: ${block}`);
  return { id: Number(id), ...JSON.parse(data) };
}

const ABOUT_THE_STREAM = /data: \{"event":"(connected|keepalive|system\.)/;

/** The blocks of a stream that are events of estimates and projects. */
export function changes(stream: RawStream): string[] {
  return stream.blocks.filter((block) => block.includes('data: ') && !ABOUT_THE_STREAM.test(block));
}
