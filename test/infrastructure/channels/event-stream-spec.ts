import fc from 'fast-check';
import type { Heard, SourceEvent, SourceReader } from '../../../src/infrastructure/channels/source-reader.ts';

/** All that a reader hears of these chunks. */
export function heardOf(reader: SourceReader, chunks: readonly Buffer[]): Heard {
  const all: Heard = { events: [], lastEventId: null, retryMs: null, cut: 0 };
  for (const chunk of chunks) {
    const heard = reader.feed(chunk);
    all.events.push(...heard.events);
    all.lastEventId = heard.lastEventId ?? all.lastEventId;
    all.retryMs = heard.retryMs ?? all.retryMs;
    all.cut += heard.cut;
  }
  return all;
}

export function chunked(text: string, size: number): Buffer[] {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, nth) =>
    bytes.subarray(nth * size, (nth + 1) * size),
  );
}

/** Text that is, or nearly is, an event stream: fields that there are and that there are not, and all ends of lines. */
const anyValue = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', ' ', ': :', '\0', '\uFEFF', '5'),
);
const field = fc
  .tuple(
    fc.constantFrom('data', 'data', 'id', 'event', 'retry', 'Data', ' data', 'x', ''),
    fc.constantFrom(':', ': ', ''),
  )
  .chain(([name, colon]) => anyValue.map((value) => name + colon + value.replace(/[\r\n]/g, '')));
const line = fc.tuple(fc.oneof({ weight: 3, arbitrary: field }, fc.constant('')), fc.constantFrom('\n', '\r', '\r\n'));
export const streamText = fc
  .tuple(fc.constantFrom('', '\uFEFF'), fc.array(line, { maxLength: 30 }))
  .map(([mark, lines]) => mark + lines.map((parts) => parts.join('')).join(''));

/** WHATWG HTML §9.2.6, word for word and all at once: what `SourceReader` must make of a text. */
export function spec(text: string): Pick<Heard, 'events' | 'lastEventId'> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const events: SourceEvent[] = [];
  let lastEventId: string | null = null;
  let block = fresh();
  for (const line of lines.slice(0, -1)) {
    if (line === '') {
      lastEventId = block.id ?? lastEventId;
      if (block.data !== null) {
        const { event, id, data } = block;
        events.push({ ...(event && { event }), ...(id !== null && { id }), data: data.slice(0, -1) });
      }
      block = fresh();
      continue;
    }
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'event') block.event = value;
    if (name === 'data') block.data = `${block.data ?? ''}${value}\n`;
    if (name === 'id' && !value.includes('\0')) block.id = value;
  }
  return { events, lastEventId };
}

function fresh(): { event: string; id: string | null; data: string | null } {
  return { event: '', id: null, data: null };
}
