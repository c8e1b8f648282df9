import { speak } from './language.js';

const ROLES = {
  admin: ['администратор', 'admin'],
  manager: ['менеджер', 'manager'],
  foreman: ['прораб', 'foreman'],
};

/** The sign-in of the page. `leave` is called before a sign-out: what runs under that name must end. */
export function showSignIn(session, leave) {
  const form = document.getElementById('sign-in');
  const trouble = document.getElementById('sign-in-trouble');
  const password = document.getElementById('password');
  const button = form.querySelector('button');

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    trouble.replaceChildren();
    button.disabled = true;
    const problem = await session.signIn(document.getElementById('email').value.trim(), password.value);
    button.disabled = false;
    if (problem) {
      speak(trouble, ...wordsFor(problem));
      password.focus();
    } else {
      password.value = '';
      document.getElementById('sign-out').focus();
    }
  });
  document.getElementById('sign-out').addEventListener('click', async () => {
    leave();
    await session.signOut();
    document.getElementById('email').focus();
  });

  return {
    show({ user }) {
      form.hidden = user !== null;
      document.getElementById('signed-in').hidden = user === null;
      if (user === null) return;
      const [ru, en] = ROLES[user.role] ?? [user.role, user.role];
      const words = document.getElementById('user');
      speak(words, `${user.name}, ${ru}, id ${user.id}`, `${user.name}, ${en}, id ${user.id}`);
    },
  };
}

function wordsFor({ status, detail = '' }) {
  if (status === 0)
    return ['Сервер не отвечает. Проверьте связь.', 'The server does not answer. Check your connection.'];
  if (status === 401) {
    return [
      'Почта или пароль не подходят. Проверьте раскладку и попробуйте ещё раз.',
      'E-mail or password is wrong. Check them and try again.',
    ];
  }
  if (status === 429) {
    return ['Слишком много попыток. Подождите минуту.', 'Too many tries. Wait a minute, then try again.'];
  }
  return [`Войти не удалось, код ${status}. ${detail}`, `The sign-in failed, code ${status}. ${detail}`];
}
