/**
 * The text of the event stream (WHATWG HTML §9.2.6). One encoder for all four formats of the wire:
 *
 *   role      id, data                  unnamed; the envelope {event, data, timestamp} is in the data (seed 001)
 *   channel   event, id, data           as the source said it (seed 000)
 *   targeted  event, id?, data          the payload alone (seed 004)
 *   dialog    event: message, id, data  {type, message} (seed 003)
 */
export interface SseFrame {
  readonly id?: string | number;
  readonly event?: string;
  readonly data?: string;
  /** Milliseconds. */
  readonly retry?: number;
  readonly comment?: string;
}

/** A line break in a name would begin a field of somebody else's making. */
const BREAKS_OUT = /[\r\n]/;
/** Besides, a client ignores an id with NUL. */
const NO_ID = /[\r\n\0]/;
const LINE_END = /\r\n|\n|\r/;

/** @throws {RangeError} for a line break in `id` or `event`, or NUL in `id`. Line breaks in `data` become lines. */
export function encodeFrame({ id, event, data, retry, comment }: SseFrame): string {
  let text = '';
  if (comment !== undefined) text += lines(':', comment);
  if (retry !== undefined) text += `retry: ${retry}\n`;
  if (event !== undefined) text += `event: ${oneLine(event, BREAKS_OUT)}\n`;
  if (id !== undefined) text += `id: ${oneLine(String(id), NO_ID)}\n`;
  if (data !== undefined) text += lines('data:', data);
  return `${text}\n`;
}

/** How the body of a response is delimited: RFC 9112 §7.1, or (HTTP/1.0) by closing the connection. */
export type Framing = 'chunked' | 'until-close';

/** Text as bytes for the socket. Empty text is nothing: an empty chunk would end the response. */
export function toBytes(text: string, framing: Framing): Buffer {
  if (framing === 'until-close' || text === '') return Buffer.from(text);
  return Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
}

/** The end of a response. */
export const LAST_CHUNK: Record<Framing, string> = { chunked: '0\r\n\r\n', 'until-close': '' };

function oneLine(text: string, refused: RegExp): string {
  if (refused.test(text)) throw new RangeError(`a line break or NUL in ${JSON.stringify(text.slice(0, 60))}`);
  return text;
}

function lines(field: string, text: string): string {
  return text
    .split(LINE_END)
    .map((line) => `${field} ${line}\n`)
    .join('');
}
