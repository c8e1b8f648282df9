import { EventList } from './event-list.js';
import { startLanguages } from './language.js';
import { showSend } from './send-form.js';
import { Session } from './session.js';
import { showSignIn } from './sign-in-form.js';
import { StreamClient } from './stream-client.js';
import { sayState } from './stream-state.js';

/** `/sse-demo`: connects to any stream of the server, shows each event as it comes, and lets an admin send. */

const element = (id) => document.getElementById(id);
const typed = (id) => element(id).value.trim();

/** What each kind asks for, from the fields that belong to it. */
const ADDRESSES = {
  role: () => '/api/v1/sse/events',
  channel: () => `/api/v1/streams/${encodeURIComponent(typed('channel'))}`,
  targeted: () => {
    const named = ['clientId', 'userId', 'sessionId'].filter((id) => typed(id) !== '');
    return `/api/sse?${new URLSearchParams(named.map((id) => [id, typed(id)]))}`;
  },
  dialog: () => `/api/dialogs/${encodeURIComponent(typed('dialog'))}/events`,
};

const list = new EventList(element('rows'), {
  events: element('events'),
  delay: element('delay'),
  pause: element('pause'),
  clear: element('clear'),
  held: element('held'),
});
let stream = null;

const session = new Session((changed) => {
  signIn.show(changed);
  send.show(changed);
});
const signIn = showSignIn(session, () => stream?.stop());
const send = showSend(session);

function connect() {
  stream?.stop();
  element('reconnects').textContent = '0';
  const mine = new StreamClient({
    address: ADDRESSES[element('kind').value](),
    session,
    onEvent: (event) => list.add(event),
    onState: (state) => {
      if (stream !== mine) return;
      sayState(element('state'), state);
      element('reconnects').textContent = String(mine.reconnects);
      element('disconnect').disabled = state.name === 'ended';
    },
  });
  stream = mine;
  mine.start();
}

/** Fields of other kinds are hidden and disabled, so that none of them is missed. */
function showFields() {
  for (const group of document.querySelectorAll('[data-kind]')) {
    group.hidden = group.dataset.kind !== element('kind').value;
    for (const input of group.querySelectorAll('input')) input.disabled = group.hidden;
  }
}

element('kind').addEventListener('change', showFields);
element('connect').addEventListener('submit', (event) => {
  event.preventDefault();
  connect();
});
element('disconnect').addEventListener('click', () => stream?.stop());

startLanguages();
showFields();
sayState(element('state'), { name: 'idle' });
session.restore();
