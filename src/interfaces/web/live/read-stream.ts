import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** What is heard while a stream is read. */
export interface StreamReader {
  onEvent(event: EventSourceMessage): void;
  /** The server says how long to wait before coming back, in milliseconds. */
  onRetry?(ms: number): void;
  /** Something came, if only a comment. */
  onBytes(): void;
}

/** Reads `text/event-stream` (WHATWG HTML §9.2.6). Resolves at its end; rejects when the connection breaks. */
export async function readStream(body: ReadableStream<Uint8Array>, reader: StreamReader): Promise<void> {
  const parser = createParser({
    onEvent: (event) => reader.onEvent(event),
    onRetry: (ms) => reader.onRetry?.(ms),
  });
  const text = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await text.read();
    if (done) return;
    reader.onBytes();
    parser.feed(value);
  }
}
