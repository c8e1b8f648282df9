import type { Problem } from '../../wire/problem-wire.ts';
import { inBoth, type Language } from './in-both.ts';

/** What the server's codes (docs/api.md) mean to somebody who reads no API: what happened, and what to do. */
const REFUSAL_WORDS = inBoth({
  ru: {
    estimate_locked:
      'Смета уже отправлена или согласована, менять её сейчас нельзя. Если это нужно, попросите менеджера.',
    estimate_empty: 'В смете нет ни одной строки. Добавьте хотя бы одну и отправьте снова.',
    invalid_transition: 'Смета уже в другом статусе. Посмотрите, какая она сейчас.',
    number_taken: 'Смета с таким номером уже есть. Возьмите другой номер.',
    email_taken: 'Человек с такой почтой уже есть. Найдите его в списке или укажите другую.',
    last_admin: 'Это последний действующий администратор. Сначала сделайте администратором кого-нибудь ещё.',
    not_assigned: 'Прораб больше не назначен на этот объект. Менеджер может вернуть его.',
    project_has_estimates: 'На объекте есть сметы, поэтому удалить его нельзя.',
    not_found:
      'Чего-то из этого больше нет, или вам это больше не видно. Проверьте, что выбрано, или вернитесь к списку.',
    forbidden: 'На это у вас нет прав. Попросите администратора.',
    validation_failed: 'Проверьте, что введено: не всё из этого можно сохранить.',
    idempotency_key_reused: 'Прошлая попытка всё-таки удалась: найдите сохранённое в списке и измените его там.',
    too_large: 'Это слишком много для одного раза. Напишите короче или разделите на части.',
    too_many_requests: 'Слишком много попыток. Подождите минуту и попробуйте снова.',
    unavailable: 'Сервер сейчас занят или перезапускается. Попробуйте через минуту: введённое не пропадёт.',
    internal_error: 'На сервере ошибка. Попробуйте ещё раз; если не поможет, сообщите администратору.',
  },
  en: {
    estimate_locked: 'The estimate is submitted or approved and can’t be changed now. If it must be, ask a manager.',
    estimate_empty: 'The estimate has no line. Add at least one, and submit again.',
    invalid_transition: 'The estimate is in another status already. Look at what it is now.',
    number_taken: 'There is an estimate with this number already. Take another.',
    email_taken: 'Somebody with this e-mail is here already. Find him in the list, or give another.',
    last_admin: 'This is the last active admin. Make somebody else an admin first.',
    not_assigned: 'The foreman is no longer assigned to this project. A manager can add him again.',
    project_has_estimates: 'The project has estimates, so it can’t be deleted.',
    not_found: 'Some of this is gone, or no longer yours to see. Check what is chosen, or go back to the list.',
    forbidden: 'You may not do this. Ask an admin.',
    validation_failed: 'Check what was entered: not all of it can be saved.',
    idempotency_key_reused: 'The last try did succeed: find what was saved in the list, and change it there.',
    too_large: 'This is too much at once. Write less, or divide it.',
    too_many_requests: 'Too many tries. Wait a minute and try again.',
    unavailable: 'The server is busy or restarting. Try again in a minute: what you entered is not lost.',
    internal_error: 'Something failed on the server. Try again; if that does not help, tell an admin.',
  },
});

/** In the server's own where its code is none of these. */
export function wordsOf({ code, detail }: Problem, language: Language): string {
  const known: Readonly<Record<string, string>> = REFUSAL_WORDS[language];
  return known[code] ?? detail;
}
