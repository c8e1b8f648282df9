import { inBoth } from '../shell/in-both.ts';

export const DIALOG_WORDS = inBoth({
  ru: {
    dialogs: 'Диалоги',
    noDialogs: 'Пока никто не написал. Диалоги появятся здесь, когда гость сайта напишет в чат.',
    nothingSaid: 'Здесь пока ничего не сказано.',
    dialogGone: 'Этого диалога нет. Вернитесь к списку.',
    conversation: 'Переписка',
    guest: 'Гость',
    operator: 'Мы',
    answer: 'Ответ',
    send: 'Отправить',
    sending: 'Отправляется…',
    notSent: 'Не отправлено.',
    tryAgain: 'Повторить',
    olderMessages: 'Показать более ранние',
  },
  en: {
    dialogs: 'Dialogs',
    noDialogs: 'Nobody has written yet. Dialogs appear here when a guest of the site writes in the chat.',
    nothingSaid: 'Nothing was said here yet.',
    dialogGone: 'There is no such dialog. Go back to the list.',
    conversation: 'Conversation',
    guest: 'Guest',
    operator: 'We',
    answer: 'Answer',
    send: 'Send',
    sending: 'Sending…',
    notSent: 'Not sent.',
    tryAgain: 'Try again',
    olderMessages: 'Show earlier ones',
  },
});
