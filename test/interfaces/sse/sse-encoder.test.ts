import { describe, expect, it } from '@jest/globals';
import { EventSource } from 'eventsource';
import fc from 'fast-check';
import { encodeFrame, LAST_CHUNK, type SseFrame, toBytes } from '../../../src/interfaces/sse/sse-encoder.ts';
import { dechunk, parseEventStream } from './event-stream-parser.ts';

/** Texts that are made to be misread. */
const pieces = [
  'a',
  ' ',
  ':',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  'data: x',
  'id: 1',
  'event: e',
  'Смета',
  '🏠',
  '\0',
  '\u2028',
  '\uFEFF',
];
const text = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 20 });
const name = text.map((broken) => broken.replace(/[\r\n]/g, ''));
const id = name.map((broken) => broken.replaceAll('\0', ''));
const frame: fc.Arbitrary<SseFrame> = fc.record(
  { id: fc.oneof(fc.nat(), id), event: name, data: text, retry: fc.nat(), comment: text },
  { requiredKeys: [] },
);

function bytesOf(frames: readonly SseFrame[]): Buffer {
  return Buffer.from(frames.map((one) => encodeFrame(one)).join(''));
}

/** One line each, whichever way they were broken. */
function normal(broken: string): string {
  return broken.replace(/\r\n|\r/g, '\n');
}

describe('encodeFrame', () => {
  it('says what a browser will understand, whatever the texts hold', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 6 }), (frames) => {
        let lastEventId = '';
        const expected = frames.flatMap(({ id, event, data }) => {
          if (id !== undefined) lastEventId = String(id);
          return data === undefined ? [] : [{ type: event || 'message', data: normal(data), lastEventId }];
        });

        const { events, comments, retry } = parseEventStream(bytesOf(frames));

        expect(events).toEqual(expected);
        expect(comments.join('\n')).toBe(
          frames.flatMap(({ comment }) => (comment === undefined ? [] : [normal(comment)])).join('\n'),
        );
        expect(retry).toBe(frames.findLast((one) => one.retry !== undefined)?.retry ?? null);
      }),
      { numRuns: 500 },
    );
  });

  it('is understood by an EventSource', async () => {
    const frames = [{ comment: 'hi' }, { id: 7, data: 'один\r\nдва\rтри\n' }, { id: 8, event: 'message', data: ' 🏠' }];
    const headers = new Headers({ 'content-type': 'text/event-stream' });
    const body = new Blob([new Uint8Array(bytesOf(frames))]).stream();
    const response = { status: 200, redirected: false, url: 'http://localhost/', headers, body };

    const source = new EventSource('http://localhost/', { fetch: async () => response });
    const heard: unknown[] = [];
    await new Promise<void>((resolve) => {
      source.onmessage = ({ data, lastEventId }) => {
        if (heard.push({ data, lastEventId }) === 2) resolve();
      };
    });
    source.close();

    expect(heard).toEqual([
      { data: 'один\nдва\nтри\n', lastEventId: '7' },
      { data: ' 🏠', lastEventId: '8' },
    ]);
  });

  it('writes the fields in one order, a line each, and an empty line', () => {
    const all = { comment: 'c', retry: 3000, event: 'e', id: 4711, data: 'one\ntwo' };

    expect(encodeFrame(all)).toBe(': c\nretry: 3000\nevent: e\nid: 4711\ndata: one\ndata: two\n\n');
    expect(encodeFrame({ data: '' })).toBe('data: \n\n');
  });

  const breaks = ['\n', '\r', '\r\n', '7\ndata: forged', 'forged\r'];
  it.each([...breaks.map((id) => ({ id })), ...breaks.map((event) => ({ event })), { id: '\0' }, { id: '7\0' }])(
    'refuses %j',
    (broken) => {
      expect(() => encodeFrame({ data: 'x', ...broken })).toThrow(RangeError);
    },
  );

  it('lets NUL pass in the name of an event, where it is a sign like any other', () => {
    expect(encodeFrame({ event: 'a\0b', id: 7, data: '\0' })).toBe('event: a\0b\nid: 7\ndata: \0\n\n');
  });
});

describe('toBytes', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 8 });

  it('frames each text as one chunk, counted in bytes', () => {
    fc.assert(
      fc.property(texts, (parts) => {
        const chunks = parts.map((part) => toBytes(part, 'chunked'));

        const sent = Buffer.concat([...chunks, Buffer.from(LAST_CHUNK.chunked)]);

        const body = Buffer.from(parts.join(''));
        expect(dechunk(sent)).toEqual({ body, ended: true });
        expect(dechunk(Buffer.concat(chunks))).toEqual({ body, ended: false });
      }),
    );
  });

  it('gives the text as it is where the connection ends the response', () => {
    fc.assert(
      fc.property(texts, (parts) => {
        const sent = Buffer.concat([
          ...parts.map((part) => toBytes(part, 'until-close')),
          Buffer.from(LAST_CHUNK['until-close']),
        ]);

        expect(sent.toString()).toBe(parts.join(''));
      }),
    );
  });

  it.each([
    ['Смета', 'a\r\nСмета\r\n'],
    ['🏠', '4\r\n🏠\r\n'],
    ['x'.repeat(16), `10\r\n${'x'.repeat(16)}\r\n`],
  ])('writes %j with its length in hexadecimal', (part, expected) => {
    expect(toBytes(part, 'chunked').toString()).toBe(expected);
  });

  it.each(['chunked', 'until-close'] as const)(
    'makes nothing of an empty text (%s): an empty chunk would be the end',
    (framing) => {
      expect(toBytes('', framing)).toHaveLength(0);
    },
  );
});
