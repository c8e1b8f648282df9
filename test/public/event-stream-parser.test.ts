import { describe, expect, it } from '@jest/globals';
import { createParser } from 'eventsource-parser';
import fc from 'fast-check';

interface Heard {
  readonly name: string;
  readonly id: string;
  readonly data: string;
}

/** Plain JavaScript that a browser loads as it is: it has no types to import. */
const { EventStreamParser } = await import(new URL('../../public/event-stream-parser.js', import.meta.url).href);

function read(pieces: readonly string[]): { events: Heard[]; ids: string[]; retries: number[] } {
  const heard = { events: [] as Heard[], ids: [] as string[], retries: [] as number[] };
  const parser = new EventStreamParser(
    (event: Heard) => heard.events.push(event),
    (ms: number) => heard.retries.push(ms),
    (id: string) => heard.ids.push(id),
  );
  for (const piece of pieces) parser.push(piece);
  return heard;
}

const line = fc.oneof(
  fc.constantFrom(
    '',
    '',
    'data',
    'data:',
    'data: a',
    'data:  b',
    'data: 😀',
    'id: 7',
    'id:',
    'id: x\0y',
    'event: news',
  ),
  fc.constantFrom(
    'event:',
    'retry: 250',
    'retry: 2.5',
    ': comment',
    ':',
    'unknown: field',
    'data: \u2028',
    'dataset: no',
  ),
);
const stream = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')))
  .map((lines) => `${lines.map(([text, end]) => text + end).join('')}\n\n`);

describe('the parser of the demo page', () => {
  it('reads a stream alike wherever it was cut', () => {
    const cut = fc.tuple(stream, fc.array(fc.nat(200)));
    fc.assert(
      fc.property(cut, ([text, cuts]) => {
        const places = [0, ...cuts.filter((place) => place < text.length).sort((one, other) => one - other)];
        const pieces = places.map((place, n) => text.slice(place, places[n + 1]));

        expect(read(pieces)).toEqual(read([text]));
      }),
    );
  });

  it('reads what another parser reads', () => {
    fc.assert(
      fc.property(stream, (text) => {
        const others: { name: string; data: string }[] = [];
        const other = createParser({
          onEvent: ({ event, data }) => others.push({ name: event ?? 'message', data }),
        });
        other.feed(text);
        other.reset({ consume: true });

        expect(read([text]).events.map(({ name, data }) => ({ name, data }))).toEqual(others);
      }),
    );
  });

  it('keeps the last id, also that of a block without data', () => {
    const { events, ids } = read(['id: 5\ndata: a\n\ndata: b\n\nid: 6\n\nid: 9\0\ndata: c\n\n']);

    expect(events.map(({ id }) => id)).toEqual(['5', '5', '6']);
    expect(ids).toEqual(['5', '5', '6', '6']);
  });

  it('says what was asked for the next try', () => {
    const { retries } = read(['retry: 5000\n\nretry: soon\nretry:\nretry: 7\n']);

    expect(retries).toEqual([5000, 7]);
  });
});
