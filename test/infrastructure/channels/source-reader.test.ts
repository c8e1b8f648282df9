import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SourceReader } from '../../../src/infrastructure/channels/source-reader.ts';
import { chunked, heardOf, spec, streamText } from './event-stream-spec.ts';

const LIMIT = 200;
const read = (text: string | Buffer, limit = LIMIT) => heardOf(new SourceReader(limit), [Buffer.from(text)]);

describe('what a source says', () => {
  it('is kept with the keys that it gave, in the order of the log', () => {
    const { events } = read('data: a\n\nid: 1\nevent: deal\ndata: b\n\nevent: e\ndata: c\n\n');

    expect(events.map((event) => JSON.stringify(event))).toEqual([
      '{"data":"a"}',
      '{"event":"deal","id":"1","data":"b"}',
      '{"event":"e","data":"c"}',
    ]);
  });

  it.each([
    ['CRLF', 'id: 1\r\ndata: a\r\ndata: b\r\n\r\n'],
    ['CR', 'id: 1\rdata: a\rdata: b\r\r'],
    ['LF', 'id: 1\ndata: a\ndata: b\n\n'],
    ['all three', 'id: 1\rdata: a\ndata: b\r\n\n'],
  ])('may end its lines in %s', (_name, text) => {
    expect(read(text).events).toEqual([{ id: '1', data: 'a\nb' }]);
  });

  it('is told at once when the last line ends in CR: nothing waits for an LF that may follow', () => {
    const reader = new SourceReader(LIMIT);

    const first = reader.feed(Buffer.from('data: a\r\r'));
    const second = reader.feed(Buffer.from('\ndata: b\r\n\r\n'));

    expect(first.events).toEqual([{ data: 'a' }]);
    expect(second.events).toEqual([{ data: 'b' }]);
  });

  it('keeps its data to the byte: one blank is taken off, and no more; NUL, BOM and emoji stay', () => {
    const data = ' \0 \uFEFF 𝒳 👷‍♀️ \u2028\u2029\t ';

    expect(read(`data: ${data}\ndata\ndata:\ndata:x\n\n`).events).toEqual([{ data: `${data}\n\n\nx` }]);
  });

  it.each([
    ['a BOM in front', '\uFEFFdata: a\n\n', [{ data: 'a' }]],
    ['a second BOM', '\uFEFF\uFEFFdata: a\n\ndata: b\n\n', [{ data: 'b' }]],
    ['what a BOM looks like in Latin-1', 'ï»¿data: a\n\ndata: b\n\n', [{ data: 'b' }]],
    ['bytes that are no UTF-8', Buffer.from('646174613a20ff0a0a', 'hex'), [{ data: '\uFFFD' }]],
    ['an event without data', 'event: e\n\n', []],
    ['an event without an end', 'data: a', []],
    ['an unknown field', 'colour: red\ndata: a\n\n', [{ data: 'a' }]],
    ['an id with NUL', 'id: 1\0\ndata: a\n\n', [{ data: 'a' }]],
    ['an empty id', 'id\ndata: a\n\n', [{ id: '', data: 'a' }]],
  ])('is understood as the standard says: %s', (_name, text, events) => {
    expect(read(text).events).toEqual(events);
  });

  it('moves its place with each whole event, and with an id that stands alone', () => {
    expect(read('data: a\n\n').lastEventId).toBeNull();
    expect(read('id: 1\ndata: a\n\ndata: b\n\n').lastEventId).toBe('1');
    expect(read('id: 1\ndata: a\n\nid: 2\n\n')).toMatchObject({ lastEventId: '2', events: [{ id: '1' }] });
    expect(read('id: 1\ndata: a\n\nid: 2\ndata: b\n').lastEventId).toBe('1');
    expect(read('id: 1\ndata: a\n\nid\ndata: b\n\n').lastEventId).toBe('');
  });

  it('may say when to come again', () => {
    expect(read('retry: 250\n\n').retryMs).toBe(250);
    expect(read('retry: 250').retryMs).toBeNull();
    expect(read('retry: soon\n\n').retryMs).toBeNull();
  });
});

describe('what is too large', () => {
  const fill = (bytes: number) => 'x'.repeat(bytes);

  it('is left out and counted once, its id too, and what stands around it comes through', () => {
    const text = `id: 1\ndata: a\n\nid: 2\ndata: ${fill(LIMIT)}\nid: 3\ndata: more\n\nid: 4\ndata: b\n\n`;

    expect(read(text)).toEqual({
      events: [
        { id: '1', data: 'a' },
        { id: '4', data: 'b' },
      ],
      lastEventId: '4',
      retryMs: null,
      cut: 1,
    });
    expect(read(text.replace('id: 4\n', '')).lastEventId).toBe('1');
  });

  it('is an event of many lines as well as of one', () => {
    const lines = (count: number) => `data: ${fill(3)}\n`.repeat(count);

    expect(read(`${lines(20)}\n`)).toMatchObject({ cut: 0, events: [{ data: expect.any(String) }] }); // 20 × 10 = 200
    expect(read(`${lines(21)}\ndata: b\n\n`)).toMatchObject({ cut: 1, events: [{ data: 'b' }] });
  });

  it('is known before its line ends', () => {
    const reader = new SourceReader(LIMIT);

    const chunks = [`data: ${fill(LIMIT)}`, fill(LIMIT), `${fill(LIMIT)}\n`, '\ndata: b\n\n'];
    const heard = chunks.map((chunk) => reader.feed(Buffer.from(chunk)));

    expect(heard.map(({ cut }) => cut)).toEqual([1, 0, 0, 0]);
    expect(heard[3]?.events).toEqual([{ data: 'b' }]);
  });

  it('is never a comment, however long, nor a number of comments without a blank line', () => {
    const text = `: ${fill(LIMIT * 2)}\n${': ping\n'.repeat(LIMIT)}data: a\n: ${fill(LIMIT * 2)}\n\n`;

    for (const size of [7, 50, text.length]) {
      expect(heardOf(new SourceReader(LIMIT), chunked(text, size))).toMatchObject({ cut: 0, events: [{ data: 'a' }] });
    }
  });

  it('is measured in bytes', () => {
    expect(read(`data: ${'я'.repeat(96)}\n\n`).cut).toBe(0);
    expect(read(`data: ${'я'.repeat(97)}\n\n`).cut).toBe(1);
  });
});

describe('any stream, in whatever pieces it comes', () => {
  it('yields the events of the standard', () => {
    fc.assert(
      fc.property(streamText, fc.array(fc.nat({ max: 40 }), { maxLength: 60 }), (text, cuts) => {
        const bytes = Buffer.from(text);
        const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((end, nth) => bytes.subarray(places[nth], end));

        const heard = heardOf(new SourceReader(1_000_000), chunks);

        expect({ events: heard.events, lastEventId: heard.lastEventId }).toEqual(spec(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
