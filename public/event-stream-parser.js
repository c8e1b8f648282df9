/**
 * Reads the text of an event stream (WHATWG HTML §9.2.6), cut into pieces anywhere. A browser's own EventSource shows
 * only events whose names it was told before; a page that shows everything has to read for itself.
 */
export class EventStreamParser {
  #rest = '';
  #data = [];
  #name = '';
  #lastId = '';
  #onEvent;
  #onRetry;
  #onId;

  /**
   * @param {(event: {name: string, id: string, data: string}) => void} onEvent
   * @param {(ms: number) => void} onRetry
   * @param {(id: string) => void} onId called for ids of blocks without data too: they move the position
   */
  constructor(onEvent, onRetry = () => undefined, onId = () => undefined) {
    this.#onEvent = onEvent;
    this.#onRetry = onRetry;
    this.#onId = onId;
  }

  /** Text as a decoder of UTF-8 gives it, which has taken the byte order mark away. */
  push(text) {
    const all = this.#rest + text;
    const whole = all.endsWith('\r') ? all.length - 1 : all.length; // what follows may be the \n of the same line end
    const lines = all.slice(0, whole).split(/\r\n|\n|\r/);
    this.#rest = lines.pop() + all.slice(whole);
    for (const line of lines) this.#line(line);
  }

  #line(line) {
    if (line === '') {
      this.#dispatch();
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return; // a comment
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#name = value;
    else if (field === 'id' && !value.includes('\0')) this.#lastId = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.#onRetry(Number(value));
  }

  #dispatch() {
    const data = this.#data;
    const name = this.#name || 'message';
    this.#data = [];
    this.#name = '';
    this.#onId(this.#lastId);
    if (data.length > 0) this.#onEvent({ name, id: this.#lastId, data: data.join('\n') });
  }
}
