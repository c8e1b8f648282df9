import { delayOf, delayText } from './event-delay.js';
import { language, speak } from './language.js';

/** Rows that are kept; a page left open overnight must not grow. */
const MOST = 500;
/** To the millisecond. */
const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hour12: false };
/** Characters of one event that are shown. */
const LONGEST = 20_000;

/** The events of a stream, newest first. */
export class EventList {
  #rows;
  #parts;
  #held = null;
  #count = 0;

  /** @param {HTMLElement} rows @param {{events, delay, pause, clear, held: HTMLElement}} parts */
  constructor(rows, parts) {
    this.#rows = rows;
    this.#parts = parts;
    parts.pause.addEventListener('click', () => this.#pause(this.#held === null));
    parts.clear.addEventListener('click', () => this.#clear());
  }

  /** @param {{name: string, id: string, data: string}} event */
  add(event) {
    const arrived = new Date();
    const value = parsed(event.data);
    const delay = delayOf(value, arrived.getTime());
    this.#parts.events.textContent = String(++this.#count);
    speak(this.#parts.delay, delayText(delay, 'ru'), delayText(delay, 'en'));
    const row = rowOf(event, value, arrived, delay);
    if (this.#held === null) this.#show([row]);
    else {
      this.#held.push(row);
      this.#held.splice(0, this.#held.length - MOST);
      this.#sayHeld();
    }
  }

  #show(rows) {
    this.#rows.prepend(...rows.reverse());
    while (this.#rows.childElementCount > MOST) this.#rows.lastElementChild.remove();
  }

  #pause(on) {
    const waiting = this.#held ?? [];
    this.#held = on ? [] : null;
    this.#parts.pause.setAttribute('aria-pressed', String(on));
    if (!on) this.#show(waiting);
    this.#sayHeld();
  }

  #clear() {
    this.#rows.replaceChildren();
    if (this.#held !== null) this.#held = [];
    this.#count = 0;
    this.#parts.events.textContent = '0';
    this.#parts.delay.textContent = '—';
    this.#sayHeld();
  }

  #sayHeld() {
    const waiting = this.#held?.length ?? 0;
    if (this.#held === null) this.#parts.held.replaceChildren();
    else speak(this.#parts.held, `Пришло за паузу: ${waiting}`, `Came while paused: ${waiting}`);
  }
}

/** The role stream puts its name into the data, where everybody's `onmessage` finds it. */
function rowOf({ name, id, data }, value, arrived, delay) {
  const row = document.createElement('li');
  const head = document.createElement('p');
  head.className = 'head';
  const title = document.createElement('strong');
  title.textContent = name === 'message' && typeof value?.event === 'string' ? value.event : name;
  const time = document.createElement('time');
  time.dateTime = arrived.toISOString();
  time.textContent = arrived.toLocaleTimeString(language(), CLOCK);
  const late = quiet('');
  speak(late, `задержка ${delayText(delay, 'ru')}`, `delay ${delayText(delay, 'en')}`);
  head.append(title, quiet(id === '' ? 'id —' : `id ${id}`), time, late);
  const text = document.createElement('pre');
  text.textContent = cut(value === undefined ? data : JSON.stringify(value, null, 2));
  row.append(head, text);
  return row;
}

function quiet(text) {
  const span = document.createElement('span');
  span.className = 'quiet';
  span.textContent = text;
  return span;
}

function cut(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (+${text.length - LONGEST})` : text;
}

/** Undefined where it is no JSON: a relayed channel may say anything. */
function parsed(data) {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
