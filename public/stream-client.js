import { EventStreamParser } from './event-stream-parser.js';

/** Every stream says something at least each 30 s; after three times that it is taken for dead. */
const SILENCE_MS = 90_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * One stream, over and over: what is lost is resumed from the last id, what is refused for good is not asked again.
 * `Authorization` goes as a header, so that no token stands in an address.
 *
 * States, for `onState({ name, … })`:
 *   connecting · live · waiting {seconds, why} · ended {why, detail?}
 * `why` is a status, or one of: network, silent, closed, replaced, unauthorized, not-a-stream, stopped.
 */
export class StreamClient {
  #address;
  #session;
  #hear;
  #onState;
  #lastId = '';
  #retryMs = 3_000;
  #failures = 0;
  #abort = new AbortController();
  #timer = 0;
  #renewed = false;
  reconnects = 0;

  /** @param {{address: string, session: Session, onEvent: (event: object) => void, onState: (state: object) => void}} options */
  constructor({ address, session, onEvent, onState }) {
    this.#address = address;
    this.#session = session;
    this.#onState = onState;
    this.#hear = (event) => {
      onEvent(event);
      return lastWordOf(event);
    };
  }

  start() {
    this.#run().catch((error) => this.#end('network', String(error)));
  }

  stop() {
    this.#end('stopped');
  }

  async #run() {
    while (!this.#abort.signal.aborted) {
      this.#onState({ name: 'connecting' });
      const why = await this.#once();
      if (this.#abort.signal.aborted) return;
      if (why === 'unauthorized' && !this.#renewed && (await this.#session.renew())) this.#renewed = true;
      else if (isFinal(why)) this.#end(why, this.detail);
      else await this.#wait(why);
    }
  }

  /** From the request to the end of the stream; answers why it ended. */
  async #once() {
    const attempt = new AbortController();
    const giveUp = () => attempt.abort();
    this.#abort.signal.addEventListener('abort', giveUp);
    this.detail = undefined;
    try {
      const response = await fetch(this.#address, {
        headers: this.#headers(),
        cache: 'no-store',
        signal: attempt.signal,
      });
      if (!response.ok) return await this.#refusal(response);
      if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) return 'not-a-stream';
      return await this.#read(response.body, attempt);
    } catch {
      return 'network';
    } finally {
      this.#abort.signal.removeEventListener('abort', giveUp);
      giveUp();
    }
  }

  #headers() {
    const { token } = this.#session;
    return {
      Accept: 'text/event-stream',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(this.#lastId ? { 'Last-Event-ID': this.#lastId } : {}),
    };
  }

  async #refusal(response) {
    const problem = await response.json().catch(() => ({}));
    this.detail = problem.detail;
    return response.status === 401 ? 'unauthorized' : response.status;
  }

  async #read(body, attempt) {
    let lastWord = 'closed';
    const parser = new EventStreamParser(
      (event) => {
        lastWord = this.#hear(event) ?? lastWord;
      },
      (ms) => {
        this.#retryMs = ms;
      },
      (id) => {
        this.#lastId = id || this.#lastId;
      },
    );
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    this.#failures = 0;
    this.#onState({ name: 'live' });
    let watchdog = 0;
    let silent = false;
    try {
      for (;;) {
        clearTimeout(watchdog);
        watchdog = setTimeout(() => {
          silent = true;
          attempt.abort();
        }, SILENCE_MS);
        const { value, done } = await reader.read();
        if (done) return lastWord;
        this.#renewed = false;
        parser.push(value);
      }
    } catch {
      return silent ? 'silent' : lastWord;
    } finally {
      clearTimeout(watchdog);
    }
  }

  /** Longer each time, and never quite the same for two pages. */
  async #wait(why) {
    this.reconnects++;
    const longest = Math.min(this.#retryMs * 2 ** this.#failures++, Math.max(LONGEST_WAIT_MS, this.#retryMs));
    const until = Date.now() + longest * (0.75 + Math.random() / 4);
    while (Date.now() < until && !this.#abort.signal.aborted) {
      this.#onState({ name: 'waiting', seconds: Math.ceil((until - Date.now()) / 1000), why });
      await new Promise((resolve) => {
        this.#timer = setTimeout(resolve, Math.min(1_000, until - Date.now()));
        this.#abort.signal.addEventListener('abort', resolve, { once: true });
      });
    }
  }

  #end(why, detail) {
    if (this.#abort.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#abort.abort();
    this.#onState({ name: 'ended', why, detail });
  }
}

/** What the server said of the stream's end, in an envelope or as a name: `system.closing`, `system.unauthorized`. */
function lastWordOf({ name, data }) {
  if (!data.includes('"system.') && !name.startsWith('system.')) return undefined;
  try {
    const said = JSON.parse(data);
    const event = said.event ?? name;
    if (event === 'system.unauthorized') return 'unauthorized';
    if (event === 'system.closing') return (said.data ?? said).reason === 'replaced' ? 'replaced' : 'closed';
  } catch {
    // not ours: some text of a relayed channel
  }
  return undefined;
}

/** Asking again would get the same answer. */
function isFinal(why) {
  if (typeof why === 'number') return why < 500 && why !== 408 && why !== 429;
  return ['unauthorized', 'replaced', 'not-a-stream'].includes(why);
}
