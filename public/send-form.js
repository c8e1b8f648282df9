import { speak } from './language.js';

const element = (id) => document.getElementById(id);

/** `POST /api/sse/send`, for admins; the others read why it is not there. */
export function showSend(session) {
  const form = element('send');

  element('target').addEventListener('change', showTarget);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const data = dataOf();
    if (data === undefined) return;
    const button = form.querySelector('button');
    button.disabled = true;
    const body = { type: element('type').value.trim(), data: data.value, ...targetOf() };
    const { status, body: answer } = await session.call('/api/sse/send', body);
    button.disabled = false;
    if (status === 202) sayDelivered(answer.delivered);
    else say('bad', ...troubleOf(status, answer));
  });
  showTarget();

  return {
    show({ user }) {
      form.hidden = user?.role !== 'admin';
      element('no-send').hidden = !form.hidden;
      if (user === null) speak(element('no-send'), 'Сначала войдите администратором.', 'Sign in as an admin first.');
      else {
        const why = ['Отправлять может только администратор.', 'Only an admin can send.'];
        speak(element('no-send'), ...why);
      }
      if (form.hidden) element('sent').replaceChildren();
    },
  };
}

function showTarget() {
  const by = element('target').value;
  element('target-role').hidden = by !== 'role';
  element('target-id').hidden = by === '' || by === 'role';
  element('address').disabled = element('target-id').hidden;
}

/** Digits are a user's number; whatever else an id may be goes as it stands. */
function targetOf() {
  const by = element('target').value;
  if (by === '') return {};
  const id = element('address').value.trim();
  if (by === 'role') return { target: { role: element('role').value } };
  return { target: { [by]: by === 'userId' && /^\d{1,9}$/.test(id) ? Number(id) : id } };
}

/** Undefined, and said why, where it is no JSON. */
function dataOf() {
  try {
    return { value: JSON.parse(element('data').value) };
  } catch (error) {
    say(
      'bad',
      `Данные — не JSON, ничего не отправлено: ${error.message}`,
      `Data is no JSON, nothing was sent: ${error.message}`,
    );
    element('data').focus();
    return undefined;
  }
}

function sayDelivered(delivered) {
  if (delivered > 0) say('good', `Доставлено подключениям: ${delivered}`, `Delivered to connections: ${delivered}`);
  else {
    say(
      'wait',
      'Доставлено подключениям: 0. Получателей сейчас нет: откройте поток «Адресные отправки».',
      'Delivered to connections: 0. Nobody is listening: open the stream «Targeted sends».',
    );
  }
}

function troubleOf(status, { detail = '', errors = [] }) {
  const fields = errors.map(({ path, message }) => `${path} ${message}`).join('; ');
  if (status === 0)
    return ['Сервер не отвечает. Проверьте связь.', 'The server does not answer. Check your connection.'];
  if (status === 401) return ['Вход истёк. Войдите снова.', 'The sign-in is over. Sign in again.'];
  return [`Не отправлено, код ${status}. ${detail} ${fields}`, `Not sent, code ${status}. ${detail} ${fields}`];
}

function say(colour, ru, en) {
  element('sent').className = `notice ${colour}`;
  speak(element('sent'), ru, en);
}
