export type Language = 'ru' | 'en';

/** What people read, in both languages: the type sees to it that neither lacks a word. */
export function inBoth<Key extends string>(words: Readonly<Record<Language, Readonly<Record<Key, string>>>>) {
  return words;
}
