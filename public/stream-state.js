import { speak } from './language.js';

/** Why a stream does not flow, and what to do; by the reasons of stream-client.js. */
const REASONS = {
  network: ['нет связи с сервером', 'no connection to the server'],
  silent: ['поток молчит 90 с', 'silent for 90 s'],
  closed: ['сервер закрыл поток', 'the server closed the stream'],
  stopped: ['вы отключились', 'you disconnected'],
  replaced: [
    'открыто слишком много потоков, этот уступил новому. Закройте лишние вкладки и подключитесь снова',
    'too many streams are open, and a newer one took its place. Close some tabs, then connect again',
  ],
  unauthorized: ['нужен вход. Войдите и подключитесь снова', 'a sign-in is needed. Sign in, then connect again'],
  'not-a-stream': [
    'по этому адресу отвечает не поток. Проверьте прокси перед сервером',
    'what answers there is no stream. Check the proxy in front of the server',
  ],
  400: ['сервер не понял запрос. Проверьте поля', 'the server did not understand. Check the fields'],
  403: [
    'вам этот поток не разрешён. Войдите под другой ролью',
    'this stream is not for you. Sign in with another role',
  ],
  404: ['такого потока нет. Проверьте имя или номер', 'there is no such stream. Check its name or number'],
  409: [
    'этот clientId или sessionId занят другим пользователем. Возьмите другой',
    'another user holds this clientId or sessionId. Take a different one',
  ],
  422: ['сервер не принял поля. Проверьте их', 'the server refused the fields. Check them'],
  429: ['слишком часто', 'too many requests'],
};

/** In words, and in a colour that repeats them. */
export function sayState(element, { name, seconds, why, detail }) {
  const [ru, en] = REASONS[why] ?? [`сервер ответил ${why}`, `the server answered ${why}`];
  const more = detail ? ` (${detail})` : '';
  if (name === 'idle') show('', 'Не подключено', 'Not connected');
  else if (name === 'connecting') show('wait', 'Подключаемся…', 'Connecting…');
  else if (name === 'live') show('good', 'На связи', 'Live');
  else if (name === 'waiting') {
    show('wait', `Переподключение через ${seconds} с: ${ru}`, `Reconnecting in ${seconds} s: ${en}`);
  } else show(why === 'stopped' ? '' : 'bad', `Закрыто: ${ru}${more}`, `Ended: ${en}${more}`);

  function show(colour, russian, english) {
    element.className = `notice ${colour}`;
    speak(element, russian, english);
  }
}
