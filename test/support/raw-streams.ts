import { afterEach } from '@jest/globals';
import { RawStream, type RawStreamOptions } from './raw-stream.ts';

export interface RawStreamsOptions extends Omit<RawStreamOptions, 'path'> {
  /** Nobody's unless it is said. */
  readonly token?: string;
  readonly lastEventId?: string | number;
}

export type OpenRaw = (path: string, options?: RawStreamsOptions) => Promise<RawStream>;

/** Opens streams of every kind on bare sockets, once their head is there, and closes them after each test. */
export function rawStreams(server: () => { readonly url: string }): OpenRaw {
  const opened: RawStream[] = [];
  afterEach(() => {
    for (const stream of opened.splice(0)) stream.destroy();
  });
  return async (path, { token = '', lastEventId, headers, ...options } = {}) => {
    const resume = lastEventId === undefined ? {} : { 'Last-Event-ID': String(lastEventId) };
    const stream = await RawStream.open(server(), token, { ...options, path, headers: { ...resume, ...headers } });
    opened.push(stream);
    return stream;
  };
}

/** Resolves with the first block that has this text, sent already or to come. */
export async function blockWith(stream: RawStream, text: string): Promise<string> {
  await stream.until(() => stream.has(text) && stream.blocks.some((block) => block.includes(text)));
  return stream.blocks.find((block) => block.includes(text)) ?? '';
}
