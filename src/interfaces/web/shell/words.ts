import { DIALOG_WORDS } from '../dialogs/words.ts';
import { ESTIMATE_WORDS } from '../estimates/words.ts';
import { PEOPLE_WORDS } from '../people/words.ts';
import { PROJECT_WORDS } from '../projects/words.ts';
import { SHELL_WORDS } from './shell-words.ts';

/** All that people read, by language. */
export const WORDS = {
  ru: { ...SHELL_WORDS.ru, ...ESTIMATE_WORDS.ru, ...PROJECT_WORDS.ru, ...DIALOG_WORDS.ru, ...PEOPLE_WORDS.ru },
  en: { ...SHELL_WORDS.en, ...ESTIMATE_WORDS.en, ...PROJECT_WORDS.en, ...DIALOG_WORDS.en, ...PEOPLE_WORDS.en },
};
export type Words = (typeof WORDS)['ru'];
