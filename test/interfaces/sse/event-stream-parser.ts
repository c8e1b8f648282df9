/** What a browser makes of one event. */
interface ParsedEvent {
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
}

interface ParsedStream {
  readonly events: ParsedEvent[];
  readonly comments: string[];
  /** Milliseconds; the last one said. */
  readonly retry: number | null;
}

/** WHATWG HTML §9.2.6, step by step, for a stream that is there as a whole. */
export function parseEventStream(bytes: Uint8Array): ParsedStream {
  const text = new TextDecoder().decode(bytes); // also strips one byte order mark
  const events: ParsedEvent[] = [];
  const comments: string[] = [];
  let [type, data, lastEventId] = ['', '', ''];
  let retry: number | null = null;
  const lines = text.split(/\r\n|\n|\r/);
  lines.pop(); // an unfinished line is no line
  for (const line of lines) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (line === '') {
      if (data !== '') events.push({ type: type || 'message', data: data.slice(0, -1), lastEventId });
      [type, data] = ['', ''];
    } else if (field === '') comments.push(value);
    else if (field === 'event') type = value;
    else if (field === 'data') data += `${value}\n`;
    else if (field === 'id' && !value.includes('\0')) lastEventId = value;
    else if (field === 'retry' && /^[0-9]+$/.test(value)) retry = Number(value);
  }
  return { events, comments, retry };
}

/** RFC 9112 §7.1: the body out of its chunks. Throws where the lengths do not fit. */
export function dechunk(bytes: Buffer): { body: Buffer; ended: boolean } {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = bytes.subarray(at, lineEnd).toString('latin1');
    if (lineEnd < 0 || !/^[0-9a-f]+$/i.test(size)) throw new Error(`no chunk size: ${JSON.stringify(size)}`);
    const from = lineEnd + 2;
    const to = from + Number.parseInt(size, 16);
    if (bytes.subarray(to, to + 2).toString('latin1') !== '\r\n')
      throw new Error(`the chunk at ${at} is not ${size} long`);
    parts.push(bytes.subarray(from, to));
    at = to + 2;
    if (from === to) return { body: Buffer.concat(parts), ended: at === bytes.length };
  }
  return { body: Buffer.concat(parts), ended: false };
}
