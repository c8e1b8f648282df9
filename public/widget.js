/*
 * A chat for any site: <script src="https://host/widget.js" data-token="…" data-lang="ru" defer></script>
 * ES2020, served as it is, under 15 kB. The site's styles can't reach it; of the site's policy it asks no more than
 * `script-src` and `connect-src` for its server. Text becomes `textContent`, never markup.
 */
(() => {
  const script = document.currentScript;
  const { token } = script.dataset;
  const server = new URL(script.src).origin;
  const lang = /^ru/i.test(script.dataset.lang || navigator.language) ? 'ru' : 'en';
  const either = (ru, en) => (lang === 'ru' ? ru : en);
  const t = {
    title: either('Чат', 'Chat'),
    open: either('Открыть чат', 'Open chat'),
    unread: either('непрочитанных: ', 'unread: '),
    close: either('Закрыть', 'Close'),
    log: either('Сообщения', 'Messages'),
    hello: either('Здравствуйте! Напишите нам, ответим здесь.', 'Hello! Write to us, we answer here.'),
    me: either('Вы', 'You'),
    label: either('Ваше сообщение', 'Your message'),
    send: either('Отправить', 'Send'),
    again: either('Повторить', 'Try again'),
    offline: either('Нет связи. Переподключаемся…', 'No connection. Reconnecting…'),
    unsent: either('Не отправлено, текст остался в поле: ', 'Not sent, your text is still here: '),
    lost: either('нет связи.', 'no connection.'),
    refused: either('сервер отказал, код ', 'the server refused, code '),
    wait: either('слишком часто. Подождите, с: ', 'too many messages. Seconds to wait: '),
    left: either('Осталось знаков: ', 'Characters left: '),
  };

  const CSS = `:host{all:initial!important;--a:#1d4ed8;--on:#fff;--bg:#fff;--fg:#14181f;--dim:#586174;--line:#8a93a6;--soft:#eef1f6}
@media(prefers-color-scheme:dark){:host{--a:#9db8ff;--on:#0d1524;--bg:#171b22;--fg:#eceff4;--dim:#a9b2c3;--line:#69748a;
--soft:#272d38}}
*{box-sizing:border-box;margin:0}
[hidden]{display:none!important}
button,textarea{font:inherit;color:inherit}
button{min-width:44px;min-height:44px;border:1px solid transparent;border-radius:12px;background:none;cursor:pointer}
:focus-visible{outline:2px solid;outline-offset:-4px}
i{display:block;width:24px;height:24px;margin:auto;background:currentColor;forced-color-adjust:none}
.fab,.panel{position:fixed;z-index:2147483000;right:16px;bottom:max(16px,env(safe-area-inset-bottom));
box-shadow:0 6px 24px #0004;font:16px/1.4 system-ui,sans-serif;color-scheme:light dark}
.fab{width:60px;height:60px;border-radius:50%}
.badge{position:absolute;top:-4px;right:-4px;min-width:24px;border-radius:12px;background:#b3151f;color:#fff;
font-size:14px;line-height:24px}
.panel{display:flex;flex-direction:column;width:380px;height:min(600px,100vh - 32px);overflow:hidden;
border:1px solid var(--line);border-radius:16px;background:var(--bg);color:var(--fg)}
header,form,.state{display:flex;align-items:center;gap:8px;padding:8px 8px 8px 16px}
h2,.words,textarea{flex:1;min-width:0}
h2{font-size:17px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.log{flex:1;display:flex;flex-direction:column;gap:10px;overflow-y:auto;overscroll-behavior:contain;padding:12px}
.hello,.state,.count{color:var(--dim)}
.m{max-width:85%;align-self:start;padding:8px 12px;border-radius:14px;background:var(--soft)}
.me{align-self:end}
.fab,header,.me,.send{background:var(--a);color:var(--on)}
p{white-space:pre-wrap;overflow-wrap:anywhere}
.state,.count,small{font-size:14px}
.count{padding:0 16px;text-align:right}
label{position:absolute;width:1px;height:1px;clip-path:inset(50%)}
textarea{height:44px;max-height:140px;padding:9px 12px;resize:none;border:1px solid var(--line);border-radius:12px;
background:var(--bg)}
[aria-disabled=true]{opacity:.6}
@media(max-width:480px),(max-height:480px){.panel{inset:0;top:var(--top,0);width:100%;height:var(--height,100%);border:0;
border-radius:0}}
@media(prefers-reduced-motion:no-preference){.panel{animation:in .15s}@keyframes in{from{opacity:0}}}`;

  const BUBBLE = 'M2 3h20v15H11l-6 5v-5H2z';
  const CROSS = 'M5 3l7 7 7-7 2 2-7 7 7 7-2 2-7-7-7 7-2-2 7-7-7-7z';
  const ARROW = 'M2 3l21 9-21 9 3-8 9-1-9-1z';
  const MOST = 4000;

  const key = `smeta-widget:${token}`;

  /** The guest's id, whether he has a dialog, and the newest message that he saw; lost at reload if not storable. */
  let memory = {};
  try {
    memory = JSON.parse(localStorage[key]);
  } catch {}
  const shown = new Set();
  let assistant;
  let dialog;
  let opening;
  let source;
  let position;
  let retryMs = 1000;
  let timer;
  let unread = 0;
  /** On its way, or not through. */
  let pending = '';
  let trouble = '';
  let attempt = newId();
  let sending = false;

  const title = make('h2', { textContent: t.title });
  const log = make('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': t.log, tabindex: 0 });
  const words = make('span', { class: 'words' });
  const again = make('button', { type: 'button', textContent: t.again });
  const state = make('div', { class: 'state', hidden: true }, words, again);
  const count = make('div', { class: 'count', hidden: true });
  const box = make('textarea', { id: 'text', oninput: measure, onkeydown: onKey });
  const submit = button('send', t.send, ARROW, send);
  const panel = make(
    'section',
    { class: 'panel', role: 'dialog', 'aria-label': t.title, hidden: true, onkeydown: keepFocus },
    make('header', {}, title, button('', t.close, CROSS, close)),
    log,
    make('div', { role: 'status' }, state),
    count,
    make('form', { onsubmit: () => false }, make('label', { for: 'text', textContent: t.label }), box, submit),
  );
  const badge = make('span', { class: 'badge', hidden: true });
  const fab = button('fab', t.open, BUBBLE, open);
  fab.append(badge);
  log.append(make('p', { class: 'hello', textContent: t.hello }));

  /** Without a yes of the server there is no button, and the console says why. */
  async function start() {
    try {
      const answer = await post('/api/validate-widget-token', { token: token || '', domain: location.host });
      const { assistant_id, detail } = await answer.json();
      if (answer.ok) return appear(assistant_id);
      if (answer.status === 403) return tell(`${detail}. ${advice(detail)}`);
      if (answer.status === 422) return tell('data-token is missing or broken.');
      tell(`${server} answers ${answer.status}. Trying again.`);
    } catch {
      tell(`${server} can't be reached. Check src, and this site's connect-src. Trying again.`);
    }
    later(start);
  }

  function advice(detail) {
    if (/revoked/.test(detail)) return 'Put a new token into data-token: POST /api/widgets.';
    return `An admin can add ${location.host} to its allowed_domains: PATCH /api/widgets/:id.`;
  }

  function tell(line) {
    console.warn(`[Smeta Widget] not shown: ${line}`);
  }

  function appear(id) {
    assistant = id;
    const host = make('smeta-widget', { lang });
    const root = host.attachShadow({ mode: 'open' });
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      root.adoptedStyleSheets = [sheet];
    } catch {
      root.append(make('style', { textContent: CSS }));
    }
    root.append(fab, panel);
    document.documentElement.append(host);
    watch();
    if (memory.talked) enter();
  }

  function post(path, body) {
    const headers = body && { 'Content-Type': 'application/json', 'Idempotency-Key': attempt };
    return fetch(server + path, { method: 'POST', credentials: 'omit', headers, body: JSON.stringify(body) });
  }

  function later(act) {
    clearTimeout(timer);
    timer = setTimeout(act, retryMs * (0.5 + Math.random() / 2));
    retryMs = Math.min(retryMs * 2, 60000);
  }

  function guest() {
    return `assistant_id=${assistant}&guest_id=${memory.guest}`;
  }

  /** The dialog with its newest messages, and the stream from there on. */
  function enter() {
    opening = opening || load().finally(() => (opening = null));
    return opening;
  }

  async function load() {
    try {
      const answer = await post(`/api/widget/dialogs?${guest()}`);
      if (!answer.ok) throw answer;
      dialog = await answer.json();
      position = position || answer.headers.get('X-Stream-Position') || '';
    } catch {
      say(t.offline);
      return later(enter);
    }
    remember({ talked: true });
    title.textContent = dialog.assistant_name;
    log.ariaBusy = true; // old messages are not read aloud
    dialog.messages.forEach(add);
    log.ariaBusy = false;
    listen();
  }

  /** EventSource comes back by itself from a lost connection, but not from a refusal. */
  function listen() {
    if (source) source.close();
    source = new EventSource(`${server}/api/dialogs/${dialog.id}/events?${guest()}&last_event_id=${position}`);
    source.onopen = () => {
      retryMs = 1000;
      settle();
    };
    source.onmessage = ({ data, lastEventId }) => {
      position = lastEventId || position;
      const { type, message } = JSON.parse(data);
      if (type === 'message:new') add(message);
    };
    source.addEventListener('system.resync', ({ lastEventId }) => {
      position = lastEventId;
      enter();
    });
    source.onerror = () => {
      say(t.offline);
      if (source.readyState === 2) later(enter);
    };
  }

  async function send() {
    const text = box.value.trim();
    if (!text || sending || room() < 0) return box.focus();
    if (text !== pending) attempt = newId(); // a repeat is no second message
    pending = text;
    busy(true);
    let reason = t.lost;
    trouble = '';
    try {
      if (!dialog) await enter();
      const answer = await post(`/api/widget/dialogs/${dialog.id}/messages?${guest()}`, { sender: 'user', text });
      if (answer.ok) add(await answer.json());
      else if (answer.status === 429) reason = t.wait + (answer.headers.get('Retry-After') || 60);
      else reason = t.refused + answer.status;
    } catch {} // it may have arrived all the same: then the stream brings it
    busy(false);
    if (pending) trouble = t.unsent + reason;
    settle();
    box.focus();
  }

  function open() {
    if (!memory.guest) remember({ guest: newId() });
    panel.hidden = false;
    fab.hidden = true;
    unread = 0;
    mark();
    resize();
    log.scrollTop = log.scrollHeight;
    box.focus();
    if (!dialog) enter();
  }

  function close() {
    panel.hidden = true;
    fab.hidden = false;
    fab.focus();
  }

  /** By the answer and by the stream, in either order: shown once. */
  function add({ id, sender, text, created_at }) {
    if (shown.has(id)) return;
    shown.add(id);
    const mine = sender === 'user';
    const time = make('time', { dateTime: created_at, textContent: moment(new Date(created_at)) });
    const who = make('small', { textContent: `${mine ? t.me : title.textContent}, ` }, time);
    const said = make('p', { dir: 'auto', textContent: text });
    const row = make('div', { class: mine ? 'm me' : 'm', 'data-id': id }, said, who);
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    log.insertBefore(row, [...log.querySelectorAll('.m')].find((other) => other.dataset.id > id) || null);
    if (atEnd || mine) log.scrollTop = log.scrollHeight;
    if (!mine && panel.hidden && !(id <= memory.seen)) unread++;
    if (mine && text === pending) {
      pending = trouble = '';
      if (box.value.trim() === text) box.value = '';
      measure();
      settle();
    }
    mark();
  }

  function mark() {
    if (!panel.hidden) remember({ seen: Math.max(0, ...shown) });
    badge.hidden = !unread;
    badge.textContent = unread;
    fab.setAttribute('aria-label', unread ? `${t.open}, ${t.unread}${unread}` : t.open);
  }

  function say(line, act) {
    words.textContent = line;
    state.hidden = !line;
    again.hidden = !act;
    again.onclick = act;
  }

  function settle() {
    say(trouble, trouble && send);
  }

  function busy(is) {
    sending = box.readOnly = is;
    submit.setAttribute('aria-disabled', is);
  }

  function room() {
    return MOST - [...box.value.trim()].length;
  }

  function measure() {
    count.hidden = room() > 200;
    count.textContent = t.left + room();
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight + 2}px`;
  }

  function onKey(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || matchMedia('(pointer:coarse)').matches) return;
    event.preventDefault();
    void send();
  }

  /** Escape closes. Where the panel covers the page, Tab stays in it. */
  function keepFocus({ key: pressed, shiftKey, target }) {
    if (pressed === 'Escape') close();
    const stops = [...panel.querySelectorAll('button,.log,textarea')].filter((stop) => stop.offsetParent);
    if (shiftKey) stops.reverse();
    if (pressed !== 'Tab' || target !== stops.pop() || panel.clientWidth < document.documentElement.clientWidth) return;
    stops[0].focus();
    return false;
  }

  /** The on-screen keyboard leaves only a part of the page visible. */
  function resize() {
    const { height, offsetTop } = visualViewport;
    panel.style.setProperty('--height', `${height}px`);
    panel.style.setProperty('--top', `${offsetTop}px`);
  }

  /** A connection may have died unnoticed, in sleep or on the way to another network. */
  function watch() {
    let hiddenAt = 0;
    addEventListener('online', () => dialog && listen());
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) hiddenAt = Date.now();
      else if (dialog && Date.now() - hiddenAt > 60000) listen();
    });
    visualViewport.onresize = visualViewport.onscroll = resize;
  }

  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const name in properties) {
      if (name in element) element[name] = properties[name];
      else element.setAttribute(name, properties[name]);
    }
    element.append(...children);
    return element;
  }

  function button(name, label, shape, onclick) {
    const icon = make('i', { style: `clip-path:path("${shape}")` });
    return make('button', { type: 'button', class: name, 'aria-label': label, onclick }, icon);
  }

  function moment(time) {
    const day = time.toDateString() === new Date().toDateString() ? {} : { day: 'numeric', month: 'short' };
    return time.toLocaleString(lang, { ...day, hour: '2-digit', minute: '2-digit' });
  }

  /** Whoever knows this id is the guest. `randomUUID` is there only on HTTPS and localhost. */
  function newId() {
    return crypto.randomUUID ? crypto.randomUUID() : crypto.getRandomValues(new Uint32Array(5)).join('-');
  }

  function remember(what) {
    Object.assign(memory, what);
    try {
      localStorage[key] = JSON.stringify(memory);
    } catch {}
  }

  void start();
})();
